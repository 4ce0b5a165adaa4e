import type { BenchmarkRecord, TrainingResult } from '@paretoboard/contract/record.js';
import { bytes, count, duration, missing, shortDigest } from '../lib/format';
import { trainingCurves } from '../lib/training-curves';
import { words } from '../messages/words';
import { Curve } from './curve';

/** What training cost, seed by seed, and how it went. */
export function RecordTraining({ record }: { record: BenchmarkRecord }) {
  const say = words().record;
  if (record.training.length === 0) return <p>{say.nothingTrained(record.division)}</p>;
  return (
    <>
      <table className="sheet folds">
        <caption>{say.trainingCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.seed}</th>
            <th scope="col" className="figure">
              {say.wallClock}
            </th>
            <th scope="col" className="figure">
              {say.cpuTime}
            </th>
            <th scope="col" className="figure">
              {say.rowsServed}
            </th>
            <th scope="col" className="figure">
              {say.declared}
            </th>
            <th scope="col">{say.artefact}</th>
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
  const say = words().record;
  const { steps, epochs } = training.declared;
  const declared = [epochs === null ? [] : say.epochs(epochs), steps === null ? [] : say.steps(steps)].flat();
  return (
    <tr>
      <th scope="row">
        {training.seed}
        {training.fold > 0 && `, ${say.fold(training.fold)}`}
      </th>
      <td className="figure" data-label={say.wallClock}>
        {duration(training.wallSeconds)}
      </td>
      <td className="figure" data-label={say.cpuTime}>
        {duration(training.cpuSeconds)}
      </td>
      <td className="figure" data-label={say.rowsServed}>
        {count(training.rowsServed)}
      </td>
      <td className="figure" data-label={say.declared}>
        {declared.join(', ') || missing}
      </td>
      <td data-label={say.artefact}>
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
