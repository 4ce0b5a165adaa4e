import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import Link from 'next/link';
import type { Loaded } from '../lib/api-failure';
import { plural } from '../lib/format';
import { relationWords } from '../lib/words';
import { PaperLine } from './paper-line';
import { VariantBoard } from './variant-board';

/** A task with the best rows of each of its variants. */
export function TaskEntry({ task, boards }: { task: TaskListing; boards: readonly Loaded<Board>[] }) {
  const loaded = boards.flatMap((board) => (board.ok ? [board.value] : []));
  const withRows = loaded.filter(({ rows }) => rows.length > 0);
  const without = loaded.filter(({ rows }) => rows.length === 0);
  return (
    <article className="task-entry">
      <header>
        <h2>
          <Link href={`/tasks/${task.id}`} prefetch={false}>
            {task.title}
          </Link>
        </h2>
        <PaperLine paper={task.paper} />
      </header>
      <div className="variant-boards">
        {withRows.map((board) => (
          <VariantBoard key={board.variant.id} board={board} />
        ))}
        {without.length > 0 && (
          <p className="small quiet">
            No rows yet on{' '}
            {without.map(({ variant }, index) => (
              <span key={variant.id}>
                {index > 0 && ', '}
                <Link href={`/tasks/${task.id}?variant=${variant.id}`} prefetch={false}>
                  {variant.title}
                </Link>{' '}
                ({relationWords[variant.relation].label}
                {isHere(task, variant.id) ? '' : ', not on this machine'})
              </span>
            ))}
            .
          </p>
        )}
        {loaded.length < boards.length && (
          <p className="small quiet">{plural(boards.length - loaded.length, 'board')} could not be loaded.</p>
        )}
      </div>
    </article>
  );
}

function isHere(task: TaskListing, variant: string): boolean {
  return task.variants.some(({ id, available }) => id === variant && available);
}
