import type { TaskListing } from '@paretoboard/contract/task.js';
import { metricValue, unitSuffix } from '../lib/format';

/** What the paper prints, where, under which conditions, and what an audit of the number says. */
export function ClaimsTable({ task, comparable }: { task: TaskListing; comparable: boolean }) {
  return (
    <table className="sheet folds">
      <caption>
        {comparable
          ? 'Printed values. Those of methods that stand above are also in the chart.'
          : 'Printed values, for orientation only: they were not measured on these data.'}
      </caption>
      <thead>
        <tr>
          <th scope="col">Method in the paper</th>
          <th scope="col" className="figure">
            Value
          </th>
          <th scope="col">Where</th>
          <th scope="col">Audit</th>
        </tr>
      </thead>
      <tbody>
        {task.claims.map((claim) => {
          const metric = task.metrics.find(({ id }) => id === claim.metric);
          const unit = metric?.unit ?? '1';
          return (
            <tr key={`${claim.method} ${claim.metric} ${claim.dataset} ${claim.table}`}>
              <th scope="row">{claim.method}</th>
              <td className="figure nobr" data-label={metric?.name ?? claim.metric}>
                {metricValue(claim.value, unit)}
                {unitSuffix(unit)}
              </td>
              <td data-label="Where">
                {claim.table}, {claim.dataset}
                {claim.conditions && <span className="detail">{claim.conditions}</span>}
              </td>
              <td data-label="Audit">
                {claim.audit.length === 0 ? (
                  <span className="quiet">nothing found</span>
                ) : (
                  claim.audit.map(({ code, message }) => (
                    <p key={code} className="small">
                      {message}
                    </p>
                  ))
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
