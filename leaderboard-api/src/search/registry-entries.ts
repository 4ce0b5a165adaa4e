import type { PaperEntry } from '@paretoboard/contract/paper.js';
import type { SearchKind } from '@paretoboard/contract/search.js';
import type { TaskListing } from '@paretoboard/contract/task.js';

/** What can be found without a record: it comes with the release, not from the database. */
export interface RegistryEntry {
  readonly kind: SearchKind;
  readonly id: string;
  readonly task: string | null;
  readonly title: string;
  readonly detail: string;
  /** What a query is compared with. */
  readonly words: string;
}

export function registryEntries(tasks: readonly TaskListing[], papers: readonly PaperEntry[]): RegistryEntry[] {
  const listed = new Map(tasks.map((task) => [task.id, task]));
  return [
    ...tasks.flatMap((task) => [taskEntry(task), ...task.submissions.map((method) => methodEntry(task, method))]),
    ...papers.map((paper) => paperEntry(paper, listed.get(paper.id))),
  ];
}

function taskEntry({ id, title, summary, interaction, metrics, variants }: TaskListing): RegistryEntry {
  const names = [...metrics.map(({ name }) => name), ...variants.map((variant) => variant.title)];
  const words = [title, id, summary, interaction, ...names].join(' ');
  return { kind: 'task', id, task: null, title, detail: summary, words };
}

function methodEntry(task: TaskListing, { name, title }: TaskListing['submissions'][number]): RegistryEntry {
  return { kind: 'method', id: name, task: task.id, title, detail: task.title, words: `${title} ${name}` };
}

function paperEntry({ id, title, doi }: PaperEntry, task: TaskListing | undefined): RegistryEntry {
  const source = task ? `${task.paper.authors}. ${task.paper.venue}` : 'claims audited, no task yet';
  return { kind: 'paper', id, task: null, title, detail: source, words: [title, id, doi, source].join(' ') };
}
