import type { BudgetUse } from '@paretoboard/contract/budget.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { budgetAmount } from '../lib/budget-amount';
import { words } from '../messages/words';
import { Reason } from './reason';

/** Limits enforced from outside with what was used of them, then every check behind the verdict. */
export function RecordBudgets({ record }: { record: BenchmarkRecord }) {
  const say = words().record;
  return (
    <div className="stack">
      <table className="sheet folds">
        <caption>{say.budgetsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.budget}</th>
            <th scope="col" className="figure">
              {say.used}
            </th>
            <th scope="col" className="figure">
              {say.limit}
            </th>
            <th scope="col">{say.headroom}</th>
          </tr>
        </thead>
        <tbody>
          {record.budgets.map((budget) => (
            <BudgetRow key={budget.id} budget={budget} />
          ))}
        </tbody>
      </table>
      <h3>{say.checks}</h3>
      <ul className="checks">
        {record.checks.map((check) => (
          <li className="check" data-ok={check.ok} key={check.id}>
            <span className="glyph" aria-hidden="true">
              {check.ok ? '✓' : '✕'}
            </span>
            <span>
              {check.id}
              <span className="unseen">{check.ok ? say.passed : say.failed}</span>
            </span>
            <span className="quiet" lang="en">
              {check.message}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function BudgetRow({ budget }: { budget: BudgetUse }) {
  const { record: say, terms } = words();
  return (
    <tr>
      <th scope="row">{terms.budgets[budget.id]}</th>
      <td className="figure" data-label={say.used}>
        <span>
          {budgetAmount(budget.used, budget.unit)}
          {budget.used === null && (
            <span className="detail">
              <Reason text={budget.reason} />
            </span>
          )}
        </span>
      </td>
      <td className="figure" data-label={say.limit}>
        {budgetAmount(budget.limit, budget.unit)}
      </td>
      <td data-label={say.headroom}>
        <span>
          <Headroom budget={budget} />
        </span>
      </td>
    </tr>
  );
}

function Headroom({ budget: { used, limit, ok } }: { budget: BudgetUse }) {
  const say = words().record;
  if (used === null || limit === 0) return <span className="quiet">{say.notKnown}</span>;
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
      <span className="detail">{ok ? say.left(Math.round((1 - share) * 100)) : say.overLimit}</span>
    </>
  );
}
