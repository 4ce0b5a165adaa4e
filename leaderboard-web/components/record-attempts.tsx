import type { RecordAttempts as Attempts } from '@paretoboard/contract/record-attempts.js';
import Link from 'next/link';
import { instant, plural } from '../lib/format';
import { stateWords } from '../lib/words';

/** Every run behind a row, those that left no record too: who tries often and shows the best is seen to. */
export function RecordAttempts({ attempts: { ended, withoutRecord } }: { attempts: Attempts }) {
  const { published, invalid, failed, error, cancelled } = ended;
  const all = published + invalid + failed + error + cancelled;
  if (all === 0) return <p className="section-note">It was measured elsewhere: no run of this server is behind it.</p>;
  const hidden = failed + error + cancelled - withoutRecord.length;
  return (
    <>
      <p className="section-note">
        Behind it {all === 1 ? 'is' : 'are'} {plural(all, 'run')} that ended: {published} published, {invalid} invalid,{' '}
        {failed} failed, {error} by our fault, {cancelled} cancelled.
      </p>
      {withoutRecord.length > 0 && (
        <details>
          <summary>{plural(failed + error + cancelled, 'run')} without a record</summary>
          <ul className="attempts">
            {withoutRecord.map(({ id, state, finishedAt, reasons }) => (
              <li key={id}>
                <Link href={`/runs/${id}`} prefetch={false}>
                  {stateWords[state].label}
                </Link>
                {finishedAt && ` ${instant(finishedAt)}`}
                {reasons[0] && (
                  <span className="foreign">
                    {' '}
                    {reasons[0].code}: {reasons[0].message}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {hidden > 0 && <p className="quiet small">{plural(hidden, 'earlier one')} not listed.</p>}
        </details>
      )}
    </>
  );
}
