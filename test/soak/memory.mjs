import { readFileSync } from 'node:fs';
import { median } from '../bench/alternate.mjs';

/** What a process holds, in MiB, memory that several share divided among them (Pss of Linux); null: it has ended. */
export function heldMiB(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
  } catch {
    return null;
  }
}

export const sumMiB = (pids) => pids.reduce((sum, pid) => sum + (heldMiB(pid) ?? 0), 0);

/** What is held at the end beside what was held when everything had been used: medians of the last quarter and of the second. */
export function growth(curve, name) {
  const values = curve.map((point) => point[name]);
  const quarter = Math.max(1, Math.floor(values.length / 4));
  return { from: median(values.slice(quarter, 2 * quarter)), to: median(values.slice(-quarter)) };
}
