import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import type { Loaded } from '../lib/api-failure';
import { words } from '../messages/words';
import { PaperLine } from './paper-line';
import { VariantBoard } from './variant-board';

/** A task with the best rows of each of its variants. */
export function TaskEntry({ task, boards }: { task: TaskListing; boards: readonly Loaded<Board>[] }) {
  const say = words().home;
  const { relations } = words().terms;
  const loaded = boards.flatMap((board) => (board.ok ? [board.value] : []));
  const withRows = loaded.filter(({ rows }) => rows.length > 0);
  const without = loaded.filter(({ rows }) => rows.length === 0);
  return (
    <article className="task-entry">
      <header>
        <h2>
          <a href={`/tasks/${task.id}`} lang="en">
            {task.title}
          </a>
        </h2>
        <PaperLine paper={task.paper} />
      </header>
      <div className="variant-boards">
        {withRows.map((board) => (
          <VariantBoard key={board.variant.id} board={board} />
        ))}
        {without.length > 0 && (
          <p className="small quiet">
            {say.noRowsYetOn}{' '}
            {without.map(({ variant }, index) => (
              <span key={variant.id}>
                {index > 0 && ', '}
                <a href={`/tasks/${task.id}?variant=${variant.id}`} lang="en">
                  {variant.title}
                </a>{' '}
                ({relations[variant.relation].label}
                {isHere(task, variant.id) ? '' : `, ${say.notHere}`})
              </span>
            ))}
            .
          </p>
        )}
        {loaded.length < boards.length && (
          <p className="small quiet">{say.boardsNotLoaded(boards.length - loaded.length)}</p>
        )}
      </div>
    </article>
  );
}

function isHere(task: TaskListing, variant: string): boolean {
  return task.variants.some(({ id, available }) => id === variant && available);
}
