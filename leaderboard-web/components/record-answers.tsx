import type { RecordAnswers as Answers } from '@paretoboard/contract/answers.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { loadRecordAnswers } from '../lib/api';
import { classNamesOf } from '../lib/class-words';
import { words } from '../messages/words';
import { ClassResultsView } from './class-results';
import { Reason } from './reason';
import { SampleCard } from './samples/sample-card';
import { SentOnce } from './sent-once';

/** What the stored answers show: who was taken for whom, and single items. */
export async function RecordAnswers({ record }: { record: BenchmarkRecord }) {
  const say = words().record;
  const loaded = await loadRecordAnswers(record.digest);
  if (!loaded.ok) return <p className="quiet">{say.answersFailed}</p>;
  const answers = loaded.value;
  if (answers.state === 'pending')
    return (
      <p>
        {say.answersPending((text) => (
          <a href={`/records/${record.digest}#answers`}>{text}</a>
        ))}
      </p>
    );
  const { classesReason, samplesReason } = answers;
  if (answers.classes === null && answers.samples.length === 0 && classesReason === samplesReason)
    return <p>{say.neither(<Reason text={classesReason} />)}</p>;
  const hasSamples = answers.samples.length > 0;
  const samples = hasSamples ? (
    <Samples answers={answers} metrics={record.metrics} />
  ) : (
    <p>{say.noSamples(<Reason text={samplesReason} />)}</p>
  );
  // Answers that are no classes need no heading that says so.
  if (!answers.classes && hasSamples)
    return (
      <SentOnce>
        <div className="answers">{samples}</div>
      </SentOnce>
    );
  return (
    <SentOnce>
      <div className="answers">
        <h3>{say.byClass}</h3>
        {answers.classes ? (
          <ClassResultsView results={answers.classes} />
        ) : (
          <p>{say.noClasses(<Reason text={classesReason} />)}</p>
        )}
        <h3>{say.onItems}</h3>
        {samples}
      </div>
    </SentOnce>
  );
}

function Samples({ answers, metrics }: { answers: Answers; metrics: BenchmarkRecord['metrics'] }) {
  const say = words().record;
  const { samples, source, record } = answers;
  const names = classNamesOf(answers.classes);
  const hasMistakes = samples.some(({ why }) => why === 'mistake');
  return (
    <>
      <p className="section-note">
        {say.whichItems(hasMistakes)}{' '}
        {source
          ? say.fromData(<span lang="en">{`${source.title} (${source.licence}; ${source.citation})`}</span>)
          : say.fromGenerated}
      </p>
      <ul className="samples">
        {samples.map((sample) => (
          <li key={`${sample.kind} ${sample.item} ${sample.why}`}>
            <SampleCard sample={sample} names={names} folder={`/api/v1/records/${record}/answers/`} metrics={metrics} />
          </li>
        ))}
      </ul>
    </>
  );
}
