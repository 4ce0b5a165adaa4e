import type { BudgetUse } from '@paretoboard/contract/budget.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { budgetAmount, budgetWords } from '../lib/words';

/** Limits enforced from outside with what was used of them, then every check behind the verdict. */
export function RecordBudgets({ record }: { record: BenchmarkRecord }) {
  return (
    <div className="stack">
      <table className="sheet folds">
        <caption>Budgets, enforced from outside the submission</caption>
        <thead>
          <tr>
            <th scope="col">Budget</th>
            <th scope="col" className="figure">
              Used
            </th>
            <th scope="col" className="figure">
              Limit
            </th>
            <th scope="col">Headroom</th>
          </tr>
        </thead>
        <tbody>
          {record.budgets.map((budget) => (
            <BudgetRow key={budget.id} budget={budget} />
          ))}
        </tbody>
      </table>
      <h3>Checks</h3>
      <ul className="checks">
        {record.checks.map((check) => (
          <li className="check" data-ok={check.ok} key={check.id}>
            <span className="glyph" aria-hidden="true">
              {check.ok ? '✓' : '✕'}
            </span>
            <span>
              {check.id}
              <span className="unseen">{check.ok ? ': passed.' : ': failed.'}</span>
            </span>
            <span className="quiet">{check.message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function BudgetRow({ budget }: { budget: BudgetUse }) {
  return (
    <tr>
      <th scope="row">{budgetWords[budget.id]}</th>
      <td className="figure" data-label="Used">
        <span>
          {budgetAmount(budget.used, budget.unit)}
          {budget.used === null && <span className="detail">{budget.reason ?? 'not measured'}</span>}
        </span>
      </td>
      <td className="figure" data-label="Limit">
        {budgetAmount(budget.limit, budget.unit)}
      </td>
      <td data-label="Headroom">
        <span>
          <Headroom budget={budget} />
        </span>
      </td>
    </tr>
  );
}

function Headroom({ budget: { used, limit, ok } }: { budget: BudgetUse }) {
  if (used === null || limit === 0) return <span className="quiet">not known</span>;
  const share = used / limit;
  return (
    <>
      <svg
        className="chart budget-bar"
        viewBox="0 0 200 12"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect className="bar-track" x="0.5" y="1" width="199" height="10" />
        <rect
          className={ok ? 'bar-used' : 'bar-used over'}
          x="0.5"
          y="1"
          width={Math.min(1, share) * 199}
          height="10"
        />
      </svg>
      <span className="detail">{ok ? `${Math.round((1 - share) * 100)} % left` : 'over the limit'}</span>
    </>
  );
}
