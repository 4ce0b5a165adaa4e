import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

export interface ProcessUsage {
  readonly pids: readonly number[];
  readonly cpuSeconds: number;
  /** Sum of the peaks of the processes now alive: an upper bound of what they use together. */
  readonly residentBytes: number;
}

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly cpuTicks: number;
}

function entryOf(pid: number): Entry | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command may hold spaces and brackets: fields are counted from its last bracket.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return { pid, parent: Number(fields[1]), cpuTicks: ticks };
  } catch {
    return null;
  }
}

function residentBytes(pid: number): number {
  try {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match ? Number(match[1]) * 1024 : 0;
  } catch {
    return 0;
  }
}

/** A process and its descendants, from /proc; null where there is no /proc. */
export function processTree(root: number): ProcessUsage | null {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  const entries = names.map((name) => entryOf(Number(name))).filter((entry) => entry !== null);
  const members = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of entries) {
      if (!members.has(parent) || members.has(pid)) continue;
      members.add(pid);
      grown = true;
    }
  }
  const own = entries.filter(({ pid }) => members.has(pid));
  return {
    pids: own.map(({ pid }) => pid),
    cpuSeconds: own.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) / ticksPerSecond,
    residentBytes: own.reduce((sum, { pid }) => sum + residentBytes(pid), 0),
  };
}

/** Processes whose environment names `marker`: they are found even after they left their parent and their session. */
export function markedProcesses(marker: string): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return names.map(Number).filter((pid) => {
    if (pid === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`).includes(marker);
    } catch {
      return false;
    }
  });
}
