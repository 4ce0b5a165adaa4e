import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { controlGroupParents } from '../sandbox/control-group.js';
import { controlGroupPrefix } from '../sandbox/sweep.js';

const files = [
  { now: 'memory.current', peak: 'memory.peak' },
  { now: 'memory.usage_in_bytes', peak: 'memory.max_usage_in_bytes' },
] as const;

export interface MemoryUse {
  readonly bytes: number;
  readonly peakBytes: number;
}

/** A memory counter of a control group, in bytes. @throws ZodError */
export function parseBytes(text: string): number {
  return z.coerce
    .number()
    .int()
    .nonnegative()
    .parse(text.trim() || undefined);
}

function useOf(folder: string): MemoryUse | null {
  const names = files.find(({ now, peak }) => existsSync(join(folder, now)) && existsSync(join(folder, peak)));
  if (!names) return null;
  try {
    const [bytes, peakBytes] = [names.now, names.peak].map((name) =>
      parseBytes(readFileSync(join(folder, name), 'utf8')),
    );
    return { bytes: bytes!, peakBytes: peakBytes! };
  } catch {
    // The group went away while we looked.
    return null;
  }
}

/** Memory of the control groups that the measuring process `pid` has made; null while there are none. */
export function submissionMemory(pid: number): MemoryUse | null {
  const uses = controlGroupParents()
    .flatMap((parent) =>
      readdirSync(parent)
        .filter((name) => name.startsWith(`${controlGroupPrefix}${pid}-`))
        .map((name) => useOf(join(parent, name))),
    )
    .filter((use) => use !== null);
  if (uses.length === 0) return null;
  return {
    bytes: uses.reduce((sum, use) => sum + use.bytes, 0),
    peakBytes: uses.reduce((sum, use) => sum + use.peakBytes, 0),
  };
}
