import type { RecordAnswers as Answers } from '@paretoboard/contract/answers.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { loadRecordAnswers } from '../lib/api';
import { classNamesOf } from '../lib/class-words';
import { ClassResultsView } from './class-results';
import { SampleCard } from './sample-card';

/** What the stored answers show: who was taken for whom, and single items. */
export async function RecordAnswers({ record }: { record: BenchmarkRecord }) {
  const loaded = await loadRecordAnswers(record.digest);
  if (!loaded.ok) return <p className="quiet">The stored answers cannot be shown now.</p>;
  const answers = loaded.value;
  if (answers.state === 'pending')
    return (
      <p>
        The stored answers are being worked out, for the first reader of this record.{' '}
        <a href={`/records/${record.digest}#answers`}>Load the page again</a> in some seconds.
      </p>
    );
  const { classesReason, samplesReason } = answers;
  if (answers.classes === null && answers.samples.length === 0 && classesReason === samplesReason)
    return <p>Neither results by class nor samples: {classesReason}</p>;
  return (
    <div className="answers">
      <h3>By class</h3>
      {answers.classes ? <ClassResultsView results={answers.classes} /> : <p>No results by class: {classesReason}</p>}
      <h3>On single items</h3>
      {answers.samples.length > 0 ? <Samples answers={answers} /> : <p>No samples: {samplesReason}</p>}
    </div>
  );
}

function Samples({ answers }: { answers: Answers }) {
  const { samples, source, record } = answers;
  const names = classNamesOf(answers.classes);
  const hasMistakes = samples.some(({ why }) => why === 'mistake');
  return (
    <>
      <p className="section-note">
        Answers of the first seed to items spread evenly over the test split, the same items for every record
        {hasMistakes && ', then the surest mistakes of this one'}.{' '}
        {source ? `From ${source.title} (${source.licence}; ${source.citation}).` : 'From generated data.'}
      </p>
      <ul className="samples">
        {samples.map((sample) => (
          <li key={`${sample.item} ${sample.why}`}>
            <SampleCard sample={sample} names={names} folder={`/api/v1/records/${record}/answers/`} />
          </li>
        ))}
      </ul>
    </>
  );
}
