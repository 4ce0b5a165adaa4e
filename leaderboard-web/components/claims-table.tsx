import type { TaskListing } from '@paretoboard/contract/task.js';
import { metricValue, unitSuffix } from '../lib/format';
import { words } from '../messages/words';

/** What the paper prints, where, under which conditions, and what an audit of the number says. */
export function ClaimsTable({ task, comparable }: { task: TaskListing; comparable: boolean }) {
  const say = words().board;
  return (
    <table className="sheet folds">
      <caption>{comparable ? say.printedCaption : say.orientationCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.methodInPaper}</th>
          <th scope="col" className="figure">
            {say.value}
          </th>
          <th scope="col">{say.where}</th>
          <th scope="col">{say.audit}</th>
        </tr>
      </thead>
      <tbody>
        {task.claims.map((claim) => {
          const metric = task.metrics.find(({ id }) => id === claim.metric);
          const unit = metric?.unit ?? '1';
          return (
            <tr key={`${claim.method} ${claim.metric} ${claim.dataset} ${claim.table}`}>
              <th scope="row" lang="en">
                {claim.method}
              </th>
              <td className="figure nobr" data-label={metric?.name ?? claim.metric}>
                {metricValue(claim.value, unit)}
                {unitSuffix(unit)}
              </td>
              <td data-label={say.where}>
                <span lang="en">
                  {claim.table}, {claim.dataset}
                  {claim.conditions && <span className="detail">{claim.conditions}</span>}
                </span>
              </td>
              <td data-label={say.audit}>
                {claim.audit.length === 0 ? (
                  <span className="quiet">{say.nothingFound}</span>
                ) : (
                  claim.audit.map(({ code, message }) => (
                    <p key={code} className="small" lang="en">
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
