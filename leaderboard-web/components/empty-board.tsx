import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import { loadRuns } from '../lib/api';
import { boardHref } from '../lib/board-query';
import { words } from '../messages/words';
import { LiveRefresh } from './live-refresh';
import { RunLine } from './run-line';

/** No rows: because of the filters, because a run is still under way, or because nobody has run anything. */
export async function EmptyBoard({ board, filtered }: { board: Board; filtered: boolean }) {
  const say = words().board;
  if (filtered) {
    return (
      <div className="empty">
        <h3>{say.noneFits}</h3>
        <p>
          <Link href={boardHref(board.task.id, { variant: board.variant.id })} prefetch={false}>
            {say.showAll(<span lang="en">{board.variant.title}</span>)}
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
      <h3>{say.noRowsYet}</h3>
      {pending.length > 0 ? (
        <>
          <p>{say.appearSoon}</p>
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
  const say = words().board;
  if (!isHere) return <p>{say.notOnMachine(<code lang="en">npx paretoboard data list</code>)}</p>;
  const command = (
    <code lang="en">
      npx paretoboard run {task.id} --submission {task.submissions[0]?.name ?? 'null'} --variant {variant.id}
    </code>
  );
  return <p>{say.nothingRuns(command)}</p>;
}
