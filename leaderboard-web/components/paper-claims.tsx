import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { type ClaimMeasurement, measurementsOf, whyUnmeasured } from '../lib/claim-measurements';
import { metricInterval, metricValue, missing, signed, unitSuffix } from '../lib/format';
import { words } from '../messages/words';

/** Printed values with what we measured on the paper's own data beside them. */
export function PaperClaims({ task, boards }: { task: TaskListing; boards: readonly Board[] }) {
  const say = words().papers;
  return (
    <table className="sheet folds">
      <caption>{say.claimsCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.method}</th>
          <th scope="col" className="figure">
            {say.printed}
          </th>
          <th scope="col" className="figure">
            {say.measured}
          </th>
          <th scope="col">{say.whereAndConditions}</th>
        </tr>
      </thead>
      <tbody>
        {task.claims.map((claim) => {
          const metric = task.metrics.find(({ id }) => id === claim.metric);
          const unit = metric?.unit ?? '1';
          const measured = measurementsOf(claim, boards);
          return (
            <tr key={`${claim.method} ${claim.metric} ${claim.dataset} ${claim.table} ${claim.value}`}>
              <th scope="row">
                <span lang="en">{claim.method}</span>
                <span className="detail">{metric?.name ?? claim.metric}</span>
              </th>
              <td className="figure nobr" data-label={say.printed}>
                {metricValue(claim.value, unit)}
                {unitSuffix(unit)}
              </td>
              <td className="figure" data-label={say.measured}>
                {measured.length === 0 ? (
                  <span className="quiet small">{whyUnmeasured(claim, task)}</span>
                ) : (
                  measured.map((each) => (
                    <Measured key={each.record} measurement={each} several={measured.length > 1} />
                  ))
                )}
              </td>
              <td data-label={say.whereAndConditions}>
                <span lang="en">
                  {claim.table}, {claim.dataset}
                  {claim.conditions && <span className="detail">{claim.conditions}</span>}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Measured({ measurement, several }: { measurement: ClaimMeasurement; several: boolean }) {
  const { papers: say, terms } = words();
  const { metric, record, variant, difference } = measurement;
  return (
    <div>
      <a href={`/records/${record}`}>
        {metricValue(metric.value, metric.unit)}
        {unitSuffix(metric.unit)}
      </a>
      <span className="detail">
        <span className="nobr">{metricInterval(metric.low, metric.high, metric.unit) ?? terms.noInterval}</span>{' '}
        <span className="nobr">{say.difference(difference === null ? missing : signed(difference, metric.unit))}</span>
        {several && (
          <>
            {' '}
            · <span lang="en">{variant.title}</span>
          </>
        )}
      </span>
    </div>
  );
}
