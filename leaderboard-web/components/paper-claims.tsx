import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import Link from 'next/link';
import { type ClaimMeasurement, measurementsOf, whyUnmeasured } from '../lib/claim-measurements';
import { metricInterval, metricValue, missing, signed, unitSuffix } from '../lib/format';

/** Printed values with what we measured on the paper's own data beside them. */
export function PaperClaims({ task, boards }: { task: TaskListing; boards: readonly Board[] }) {
  return (
    <table className="sheet folds">
      <caption>
        Measured values stand here only where the data are the paper’s own. [Brackets] are 95 % intervals; differences
        are measured minus printed.
      </caption>
      <thead>
        <tr>
          <th scope="col">Method in the paper</th>
          <th scope="col" className="figure">
            Printed
          </th>
          <th scope="col" className="figure">
            Measured here
          </th>
          <th scope="col">Where, conditions</th>
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
                {claim.method}
                <span className="detail">{metric?.name ?? claim.metric}</span>
              </th>
              <td className="figure nobr" data-label="Printed">
                {metricValue(claim.value, unit)}
                {unitSuffix(unit)}
              </td>
              <td className="figure" data-label="Measured here">
                {measured.length === 0 ? (
                  <span className="quiet small">{whyUnmeasured(claim, task)}</span>
                ) : (
                  measured.map((each) => (
                    <Measured key={each.record} measurement={each} several={measured.length > 1} />
                  ))
                )}
              </td>
              <td data-label="Where, conditions">
                {claim.table}, {claim.dataset}
                {claim.conditions && <span className="detail">{claim.conditions}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Measured({ measurement, several }: { measurement: ClaimMeasurement; several: boolean }) {
  const { metric, record, variant, difference } = measurement;
  return (
    <div>
      <Link href={`/records/${record}`} prefetch={false}>
        {metricValue(metric.value, metric.unit)}
        {unitSuffix(metric.unit)}
      </Link>
      <span className="detail">
        <span className="nobr">{metricInterval(metric.low, metric.high, metric.unit) ?? 'no interval'}</span>{' '}
        <span className="nobr">difference {difference === null ? missing : signed(difference, metric.unit)}</span>
        {several && ` · ${variant.title}`}
      </span>
    </div>
  );
}
