import Link from 'next/link';
import { loadHealth, loadQueue, loadRuns } from '../lib/api';
import { plural } from '../lib/format';
import { LiveRefresh } from './live-refresh';
import { RunLine } from './run-line';

/** Running now, the queue, and whether every part is up. */
export async function LiveLine() {
  const [runs, queue, health] = await Promise.all([loadRuns('working', 10), loadQueue(), loadHealth()]);
  if (!runs.ok && !health.ok) return null;
  const running = runs.ok ? runs.value.items : [];
  const queued = queue.ok ? queue.value.waiting : 0;
  const unseen = queue.ok ? Math.max(0, queue.value.running - running.length) : 0;
  const failing = health.ok ? health.value.parts.filter(({ ok }) => !ok) : [];
  return (
    <section className="live" aria-label="Now">
      {running.length + unseen === 0 && <p>No run in progress.</p>}
      {unseen > 0 && <p>{plural(unseen, 'run')} in progress</p>}
      {running.map((run) => (
        <p key={run.id}>
          <RunLine run={run} />
        </p>
      ))}
      <p>
        <Link href="/runs" prefetch={false}>
          {queued === 0 ? 'Queue empty' : `${plural(queued, 'run')} queued`}
        </Link>
      </p>
      <p className="quiet">
        {health.ok && failing.length === 0 && 'All parts up'}
        {failing.map(({ name, detail }) => `${name}: ${detail}`).join('; ')}
        {!health.ok && 'Health unknown'}
      </p>
      {running.length + unseen + queued > 0 && <LiveRefresh everySeconds={10} />}
    </section>
  );
}
