import type { TaskListing } from '@paretoboard/contract/task.js';
import type { Relation } from '@paretoboard/contract/variant.js';
import { loadBoard } from './api';

const preference: readonly Relation[] = ['official', 'subset', 'stand-in', 'surrogate'];

/** The variant that a reader most likely wants: of those with rows the nearest to the paper's data, else of those at hand. */
export async function chooseVariant(task: TaskListing): Promise<string | undefined> {
  const ordered = [...task.variants].sort((a, b) => preference.indexOf(a.relation) - preference.indexOf(b.relation));
  const boards = await Promise.all(ordered.map(({ id }) => loadBoard(task.id, { variant: id })));
  const withRows = ordered.find((_, index) => {
    const board = boards[index];
    return board?.ok && board.value.rows.length > 0;
  });
  return (withRows ?? ordered.find(({ available }) => available) ?? ordered[0])?.id;
}
