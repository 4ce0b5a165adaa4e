import type { BenchmarkRecord, TrainingResult } from '@paretoboard/contract/record.js';
import { bytes, count, duration, missing, plural, shortDigest } from '../lib/format';
import { trainingCurves } from '../lib/training-curves';
import { Curve } from './curve';

/** What training cost, seed by seed, and how it went. */
export function RecordTraining({ record }: { record: BenchmarkRecord }) {
  if (record.training.length === 0) {
    return <p>Nothing was trained here: the artefact arrived trained (division {record.division}).</p>;
  }
  return (
    <>
      <table className="sheet folds">
        <caption>Measured from outside; steps and epochs are declared by the submission.</caption>
        <thead>
          <tr>
            <th scope="col">Seed</th>
            <th scope="col" className="figure">
              Wall clock
            </th>
            <th scope="col" className="figure">
              CPU time
            </th>
            <th scope="col" className="figure">
              Rows served
            </th>
            <th scope="col" className="figure">
              Declared
            </th>
            <th scope="col">Artefact</th>
          </tr>
        </thead>
        <tbody>
          {record.training.map((training) => (
            <TrainingRow key={`${training.seed} ${training.fold}`} training={training} />
          ))}
        </tbody>
      </table>
      <div className="curves">
        {trainingCurves(record.training).map((curve) => (
          <Curve key={curve.name} curve={curve} />
        ))}
      </div>
    </>
  );
}

function TrainingRow({ training }: { training: TrainingResult }) {
  const { steps, epochs } = training.declared;
  const declared = [epochs === null ? [] : plural(epochs, 'epoch'), steps === null ? [] : plural(steps, 'step')].flat();
  return (
    <tr>
      <th scope="row">
        {training.seed}
        {training.fold > 0 && `, fold ${training.fold}`}
      </th>
      <td className="figure" data-label="Wall clock">
        {duration(training.wallSeconds)}
      </td>
      <td className="figure" data-label="CPU time">
        {duration(training.cpuSeconds)}
      </td>
      <td className="figure" data-label="Rows served">
        {count(training.rowsServed)}
      </td>
      <td className="figure" data-label="Declared">
        {declared.join(', ') || missing}
      </td>
      <td data-label="Artefact">
        <span>
          {bytes(training.artefact.bytes)}{' '}
          <span className="digest quiet" title={training.artefact.digest}>
            {shortDigest(training.artefact.digest)}
          </span>
        </span>
      </td>
    </tr>
  );
}
