import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import { loadRuns } from '../lib/api';
import { boardHref } from '../lib/board-query';
import { isFinished } from '../lib/words';
import { LiveRefresh } from './live-refresh';
import { RunLine } from './run-line';

/** No rows: because of the filters, because a run is still under way, or because nobody has run anything. */
export async function EmptyBoard({ board, filtered }: { board: Board; filtered: boolean }) {
  if (filtered) {
    return (
      <div className="empty">
        <h3>No row passes these filters</h3>
        <p>
          <Link href={boardHref(board.task.id, { variant: board.variant.id })} prefetch={false}>
            Show all rows of {board.variant.title}
          </Link>
        </p>
      </div>
    );
  }
  const runs = await loadRuns(50);
  const pending = runs.ok
    ? runs.value.items.filter(
        ({ request, state }) =>
          request.task === board.task.id && request.variant === board.variant.id && !isFinished(state),
      )
    : [];
  return (
    <div className="empty">
      <h3>No rows yet</h3>
      {pending.length > 0 ? (
        <>
          <p>Rows appear here as soon as these runs have been trained, scored and timed:</p>
          <ul>
            {pending.map((run) => (
              <li key={run.id}>
                <RunLine run={run} />
              </li>
            ))}
          </ul>
          <LiveRefresh everySeconds={5} />
        </>
      ) : (
        <p>
          Nothing is running for these data. To measure a built-in method:{' '}
          <code>
            npx paretoboard run {board.task.id} --submission {board.task.submissions[0]?.name ?? 'null'} --variant{' '}
            {board.variant.id}
          </code>
        </p>
      )}
    </div>
  );
}
