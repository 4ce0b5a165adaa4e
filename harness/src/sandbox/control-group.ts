import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LimitMechanism } from '@paretoboard/contract/sandbox-level.js';

const root = '/sys/fs/cgroup';
const parentName = 'paretoboard';

export interface ControlGroupLimits {
  readonly memoryBytes: number;
  readonly processes: number;
  /** Cores that the group may use; null or undefined: all. */
  readonly cpuSet?: string | null;
}

/** One group of processes whose memory and number the kernel limits. */
export interface ControlGroup {
  readonly mechanism: Extract<LimitMechanism, 'cgroup-v1' | 'cgroup-v2'>;
  /** Whether the kernel holds the group on its cores. */
  readonly pinned: boolean;
  /** Files to which a process writes its pid to join. */
  readonly joinFiles: readonly string[];
  readonly freezeFile: { readonly path: string; readonly frozen: string; readonly thawed: string } | null;
  cpuSeconds(): number | null;
  peakMemoryBytes(): number | null;
  /** How often the kernel has killed a process of the group for memory. */
  memoryKills(): number;
  processes(): number[];
  /** Processes and threads now: what the limit counts. */
  tasks(): number | null;
  /** File that lists the processes, and the folders of the group. */
  readonly processesFile: string;
  readonly folders: readonly string[];
  remove(): void;
}

function numberIn(path: string): number | null {
  try {
    const value = Number(readFileSync(path, 'utf8').trim());
    return Number.isFinite(value) ? value : null;
  } catch {
    return null;
  }
}

function fieldIn(path: string, field: string): number | null {
  try {
    const line = readFileSync(path, 'utf8')
      .split('\n')
      .find((candidate) => candidate.startsWith(`${field} `));
    return line ? Number(line.slice(field.length + 1)) : null;
  } catch {
    return null;
  }
}

function pidsIn(path: string): number[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // A killed process may not be reaped yet: the watchdog and the guardian try again.
    }
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const v1Controllers = ['memory', 'pids', 'cpuacct', 'freezer'] as const;
const cpusetFiles = ['cpuset.cpus', 'cpuset.mems'] as const;

/** A group of the `cpuset` controller of version 1; null where there is none to be had: an affinity has to do then. */
function openCpusetV1(name: string, cpuSet: string): string | null {
  const [top, parent] = [join(root, 'cpuset'), join(root, 'cpuset', parentName)];
  const folder = join(parent, name);
  try {
    mkdirSync(folder, { recursive: true });
    // A new group has no cores and no memory nodes, not even those of its parent.
    for (const file of cpusetFiles) writeFileSync(join(parent, file), readFileSync(join(top, file)));
    writeFileSync(join(folder, 'cpuset.mems'), readFileSync(join(parent, 'cpuset.mems')));
    writeFileSync(join(folder, 'cpuset.cpus'), cpuSet);
    return folder;
  } catch {
    removeFolders([folder]);
    return null;
  }
}

/** @returns whether the group is held on its cores */
function pinV2(folder: string, cpuSet: string): boolean {
  try {
    for (const path of [root, join(root, parentName)]) writeFileSync(join(path, 'cgroup.subtree_control'), '+cpuset');
    writeFileSync(join(folder, 'cpuset.cpus'), cpuSet);
    return true;
  } catch {
    return false;
  }
}

function openV1(name: string, limits: ControlGroupLimits): ControlGroup | null {
  if (!v1Controllers.every((controller) => isWritable(join(root, controller)))) return null;
  const folder = Object.fromEntries(
    v1Controllers.map((controller) => [controller, join(root, controller, parentName, name)]),
  ) as Record<(typeof v1Controllers)[number], string>;
  for (const path of Object.values(folder)) mkdirSync(path, { recursive: true });
  writeFileSync(join(folder.memory, 'memory.limit_in_bytes'), String(Math.floor(limits.memoryBytes)));
  writeFileSync(join(folder.pids, 'pids.max'), String(limits.processes));
  // Memory and swap together, so that the limit cannot be dodged by swapping. The file is missing where the kernel does not count swap.
  const withSwap = join(folder.memory, 'memory.memsw.limit_in_bytes');
  if (existsSync(withSwap)) writeFileSync(withSwap, String(Math.floor(limits.memoryBytes)));
  const cpuset = limits.cpuSet ? openCpusetV1(name, limits.cpuSet) : null;
  const folders = [...Object.values(folder), ...(cpuset ? [cpuset] : [])];
  return {
    mechanism: 'cgroup-v1',
    pinned: cpuset !== null,
    joinFiles: folders.map((path) => join(path, 'cgroup.procs')),
    freezeFile: { path: join(folder.freezer, 'freezer.state'), frozen: 'FROZEN', thawed: 'THAWED' },
    cpuSeconds: () => {
      const nanoseconds = numberIn(join(folder.cpuacct, 'cpuacct.usage'));
      return nanoseconds === null ? null : nanoseconds / 1e9;
    },
    peakMemoryBytes: () => numberIn(join(folder.memory, 'memory.max_usage_in_bytes')),
    memoryKills: () => fieldIn(join(folder.memory, 'memory.oom_control'), 'oom_kill') ?? 0,
    tasks: () => numberIn(join(folder.pids, 'pids.current')),
    processes: () => pidsIn(join(folder.pids, 'cgroup.procs')),
    processesFile: join(folder.pids, 'cgroup.procs'),
    folders,
    remove: () => removeFolders(folders),
  };
}

function openV2(name: string, limits: ControlGroupLimits): ControlGroup | null {
  if (!existsSync(join(root, 'cgroup.controllers'))) return null;
  const parent = join(root, parentName);
  mkdirSync(parent, { recursive: true });
  for (const path of [root, parent]) writeFileSync(join(path, 'cgroup.subtree_control'), '+memory +pids +cpu');
  const folder = join(parent, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'memory.max'), String(Math.floor(limits.memoryBytes)));
  writeFileSync(join(folder, 'pids.max'), String(limits.processes));
  const swap = join(folder, 'memory.swap.max');
  if (existsSync(swap)) writeFileSync(swap, '0');
  return {
    mechanism: 'cgroup-v2',
    pinned: limits.cpuSet ? pinV2(folder, limits.cpuSet) : false,
    joinFiles: [join(folder, 'cgroup.procs')],
    freezeFile: { path: join(folder, 'cgroup.freeze'), frozen: '1', thawed: '0' },
    cpuSeconds: () => {
      const microseconds = fieldIn(join(folder, 'cpu.stat'), 'usage_usec');
      return microseconds === null ? null : microseconds / 1e6;
    },
    peakMemoryBytes: () => numberIn(join(folder, 'memory.peak')),
    memoryKills: () => fieldIn(join(folder, 'memory.events'), 'oom_kill') ?? 0,
    tasks: () => numberIn(join(folder, 'pids.current')),
    processes: () => pidsIn(join(folder, 'cgroup.procs')),
    processesFile: join(folder, 'cgroup.procs'),
    folders: [folder],
    remove: () => removeFolders([folder]),
  };
}

/** Folders that hold the control groups of all runs of this machine. */
export function controlGroupParents(): string[] {
  return [
    ...[...v1Controllers, 'cpuset'].map((controller) => join(root, controller, parentName)),
    join(root, parentName),
  ].filter((folder) => existsSync(folder));
}

/** A fresh control group of version 1 or 2, or null where this user may make none: the watchdog then limits by looking. */
export function openControlGroup(name: string, limits: ControlGroupLimits): ControlGroup | null {
  for (const open of [openV1, openV2]) {
    try {
      const group = open(name, limits);
      if (group) return group;
    } catch {
      // Not permitted, or a controller is not delegated: try the next way.
    }
  }
  return null;
}
