import type { Board } from '@paretoboard/contract/board.js';

/** To a board, by the names of its task and variant. */
export function BoardLink({ board: { task, variant } }: { board: Board }) {
  return (
    <a href={`/tasks/${task.id}?variant=${variant.id}`} lang="en">
      {task.title}, {variant.title}
    </a>
  );
}
