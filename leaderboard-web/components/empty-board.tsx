import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import { loadRuns } from '../lib/api';
import { boardHref } from '../lib/board-query';
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
  const open = await Promise.all([loadRuns('working', 50), loadRuns('waiting', 200)]);
  const pending = open
    .flatMap((runs) => (runs.ok ? runs.value.items : []))
    .filter(({ request }) => request.task === board.task.id && request.variant === board.variant.id);
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
        <Advice board={board} />
      )}
    </div>
  );
}

function Advice({ board: { task, variant } }: { board: Board }) {
  const isHere = task.variants.find(({ id }) => id === variant.id)?.available ?? false;
  if (!isHere) {
    return (
      <p>
        These data are not on this machine. <code>npx paretoboard data list</code> says where they come from and under
        which licence.
      </p>
    );
  }
  return (
    <p>
      Nothing is running for these data. To measure a built-in method:{' '}
      <code>
        npx paretoboard run {task.id} --submission {task.submissions[0]?.name ?? 'null'} --variant {variant.id}
      </code>
    </p>
  );
}
