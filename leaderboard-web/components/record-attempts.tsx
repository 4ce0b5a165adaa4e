import type { RecordAttempts as Attempts } from '@paretoboard/contract/record-attempts.js';
import { words } from '../messages/words';
import { Instant } from './instant';

/** Every run behind a row, those that left no record too: who tries often and shows the best is seen to. */
export function RecordAttempts({ attempts: { ended, withoutRecord } }: { attempts: Attempts }) {
  const { record: say, terms } = words();
  const { published, invalid, failed, error, cancelled } = ended;
  const all = published + invalid + failed + error + cancelled;
  if (all === 0) return <p className="section-note">{say.measuredElsewhere}</p>;
  const hidden = failed + error + cancelled - withoutRecord.length;
  return (
    <>
      <p className="section-note">{say.runsBehind(all, published, invalid, failed, error, cancelled)}</p>
      {withoutRecord.length > 0 && (
        <details>
          <summary>{say.withoutRecord(failed + error + cancelled)}</summary>
          <ul className="attempts">
            {withoutRecord.map(({ id, state, finishedAt, reasons }) => (
              <li key={id}>
                <a href={`/runs/${id}`}>{terms.states[state].label}</a>
                {finishedAt && (
                  <>
                    {' '}
                    <Instant at={finishedAt} />
                  </>
                )}
                {reasons[0] && (
                  <span className="foreign">
                    {' '}
                    {reasons[0].code}: {reasons[0].message}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {hidden > 0 && <p className="quiet small">{say.notListed(hidden)}</p>}
        </details>
      )}
    </>
  );
}
