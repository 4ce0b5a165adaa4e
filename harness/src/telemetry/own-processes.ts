import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const statSchema = z.tuple([z.coerce.number().int(), z.coerce.number().int().nonnegative()]);

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Time of the process and of its children that it has waited for, in clock ticks. */
  readonly ticks: number;
}

/** One `/proc/<pid>/stat` (proc(5)). @throws ZodError if the text has another form */
export function parseProcessEntry(pid: number, text: string): ProcessEntry {
  // The command may hold spaces and brackets: fields are counted from its last bracket.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const used = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  const [parent, ticks] = statSchema.parse([fields[1], used]);
  return { pid, parent, ticks };
}

function entryOf(pid: number): ProcessEntry | null {
  try {
    return parseProcessEntry(pid, readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // It ended while we looked.
    return null;
  }
}

/** Those of `entries` that are `root` or descend from it. */
export function descendants(entries: readonly ProcessEntry[], root: number): ProcessEntry[] {
  const children = new Map<number, ProcessEntry[]>();
  for (const entry of entries) children.set(entry.parent, [...(children.get(entry.parent) ?? []), entry]);
  const found = entries.filter(({ pid }) => pid === root);
  for (let at = 0; at < found.length; at++) found.push(...(children.get(found[at]!.pid) ?? []));
  return found;
}

/**
 * A process and its descendants, now. What left the tree (a daemon whose parent has ended) is not among them: it counts as foreign, rightly.
 * @throws Error where there is no /proc
 */
export function ownProcesses(root: number): { readonly pids: ReadonlySet<number>; readonly ticks: number } {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const entries = pids.map((pid) => entryOf(Number(pid))).filter((entry) => entry !== null);
  const own = descendants(entries, root);
  return { pids: new Set(own.map(({ pid }) => pid)), ticks: own.reduce((sum, { ticks }) => sum + ticks, 0) };
}
