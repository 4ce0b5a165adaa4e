import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const file = '/proc/pressure/cpu';

/** `/proc/pressure/cpu` (kernel: accounting/psi). @returns total time in which some task waited for a processor, in µs @throws ZodError */
export function parseCpuPressure(text: string): number {
  const total = /^some avg10=\S+ avg60=\S+ avg300=\S+ total=(\d+)$/m.exec(text)?.[1];
  return z.coerce.number().int().nonnegative().parse(total);
}

/** @throws Error with the reason where the kernel does not account pressure */
export function openCpuPressure(): () => number {
  if (!existsSync(file)) throw new Error('no /proc/pressure: the kernel does not account pressure (PSI)');
  readFileSync(file);
  return () => parseCpuPressure(readFileSync(file, 'utf8'));
}
