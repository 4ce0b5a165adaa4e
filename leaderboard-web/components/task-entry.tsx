import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { words } from '../messages/words';
import { PaperLine } from './paper-line';
import { VariantBoard } from './variant-board';

interface TaskEntryProperties {
  task: TaskListing;
  /** Those with rows, as far as they could be had. */
  boards: readonly Board[];
  /** Ids of the variants with rows; null: not known. */
  withRows: ReadonlySet<string> | null;
}

/** A task with the best rows of each of its variants. */
export function TaskEntry({ task, boards, withRows }: TaskEntryProperties) {
  const say = words().home;
  const { relations } = words().terms;
  const without = withRows === null ? [] : task.variants.filter(({ id }) => !withRows.has(id));
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
        {boards.map((board) => (
          <VariantBoard key={board.variant.id} board={board} />
        ))}
        {without.length > 0 && (
          <p className="small quiet">
            {say.noRowsYetOn}{' '}
            {without.map((variant, index) => (
              <span key={variant.id}>
                {index > 0 && ', '}
                <a href={`/tasks/${task.id}?variant=${variant.id}`} lang="en">
                  {variant.title}
                </a>{' '}
                ({relations[variant.relation].label}
                {variant.available ? '' : `, ${say.notHere}`})
              </span>
            ))}
            .
          </p>
        )}
      </div>
    </article>
  );
}
