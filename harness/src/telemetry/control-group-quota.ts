import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = '/sys/fs/cgroup';
const count = z.coerce.number().nonnegative();

/** `/proc/self/cgroup` (cgroups(7)): path of the `cpu` controller (version 1) or of the only hierarchy (version 2). */
export function parseOwnGroup(text: string): { readonly v1: string | null; readonly v2: string | null } {
  const lines = text.split('\n').map((line) => /^\d+:([^:]*):(.*)$/.exec(line));
  const v1 = lines.find((line) => line?.[1]?.split(',').includes('cpu'))?.[2] ?? null;
  return { v1, v2: lines.find((line) => line?.[1] === '')?.[2] ?? null };
}

/** `cpu.stat` of version 1 (`throttled_time`, ns) or 2 (`throttled_usec`). @returns ms held back by the quota so far @throws ZodError */
export function parseThrottledMs(text: string): number {
  const v2 = /^throttled_usec (\d+)$/m.exec(text)?.[1];
  if (v2 !== undefined) return count.parse(v2) / 1e3;
  return count.parse(/^throttled_time (\d+)$/m.exec(text)?.[1]) / 1e6;
}

/** Time that the control group of this process was held back by its quota, in ms. @throws Error with the reason if it does not say */
export function openQuotaThrottling(): () => number {
  const { v1, v2 } = parseOwnGroup(readFileSync('/proc/self/cgroup', 'utf8'));
  // In a container the path is that of the host, while the mount shows the container's own group at its root.
  const candidates = [
    ...(v1 === null ? [] : [join(root, 'cpu', v1, 'cpu.stat'), join(root, 'cpu', 'cpu.stat')]),
    ...(v2 === null ? [] : [join(root, v2, 'cpu.stat'), join(root, 'cpu.stat')]),
  ];
  for (const file of candidates) {
    if (!existsSync(file)) continue;
    if (/^throttled_(usec|time) /m.test(readFileSync(file, 'utf8')))
      return () => parseThrottledMs(readFileSync(file, 'utf8'));
  }
  throw new Error('no cpu.stat with throttled time: the group that this process is in has no processor quota');
}
