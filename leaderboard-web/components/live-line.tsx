import Link from 'next/link';
import { loadHealth, loadQueue, loadRuns } from '../lib/api';
import { type ListedBoard, newestOf } from '../lib/listed-boards';
import { readable } from '../lib/readable';
import { words } from '../messages/words';
import { Instant } from './instant';
import { LiveRefresh } from './live-refresh';
import { RunLine } from './run-line';

/** Running now, the queue, the last row, and whether every part is up. */
export async function LiveLine({ boards }: { boards: readonly ListedBoard[] }) {
  const [runs, queue, health] = await Promise.all([loadRuns('working', 10), loadQueue(), loadHealth()]);
  if (!runs.ok && !health.ok) return null;
  const say = words().home;
  const running = runs.ok ? runs.value.items : [];
  const queued = queue.ok ? queue.value.waiting : 0;
  const unseen = queue.ok ? Math.max(0, queue.value.running - running.length) : 0;
  const [last] = newestOf(boards);
  const failing = health.ok ? health.value.parts.filter(({ ok }) => !ok) : [];
  return (
    <section className="live" aria-label={say.now}>
      {running.length + unseen === 0 && <p>{say.noRun}</p>}
      {unseen > 0 && <p>{say.runsInProgress(unseen)}</p>}
      {running.map((run) => (
        <p key={run.id}>
          <RunLine run={run} />
        </p>
      ))}
      <p>
        <Link href="/runs" prefetch={false}>
          {say.runsQueued(queued)}
        </Link>
      </p>
      {last && (
        <p>
          {say.lastRow(
            <Link className="foreign" href={`/records/${last.row.record}`} prefetch={false}>
              {readable(last.row.submission.title)}
            </Link>,
            <Instant at={last.row.measuredAt} />,
          )}
        </p>
      )}
      <p className="quiet">
        {health.ok && failing.length === 0 && say.allUp}
        <span lang="en">{failing.map(({ name, detail }) => `${name}: ${detail}`).join('; ')}</span>
        {!health.ok && say.healthUnknown}
      </p>
      {running.length + unseen + queued > 0 && <LiveRefresh everySeconds={10} />}
    </section>
  );
}
