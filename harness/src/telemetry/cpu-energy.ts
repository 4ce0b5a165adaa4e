import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = '/sys/class/powercap';

/** A counter of powercap, in µJ (kernel: power/powercap). @throws ZodError */
export function parseMicrojoules(text: string): number {
  return z.coerce
    .number()
    .int()
    .nonnegative()
    .parse(text.trim() || undefined);
}

/** Energy between two readings of a counter that starts again at 0 after `maximum` µJ. @returns J */
export function joulesBetween(before: number, after: number, maximum: number): number {
  return (after >= before ? after - before : after + maximum - before) / 1e6;
}

interface Zone {
  readonly file: string;
  readonly maximum: number;
  last: number;
}

/** Packages only: `intel-rapl:0:0` and its kin are parts of them. */
function openZones(): Zone[] {
  if (!existsSync(root)) throw new Error('no /sys/class/powercap: the processor reports no energy (RAPL)');
  const packages = readdirSync(root).filter((name) => /^intel-rapl:\d+$/.test(name));
  if (packages.length === 0) throw new Error('/sys/class/powercap has no processor package');
  return packages.map((name) => {
    const file = join(root, name, 'energy_uj');
    const maximum = parseMicrojoules(readFileSync(join(root, name, 'max_energy_range_uj'), 'utf8'));
    return { file, maximum, last: parseMicrojoules(readFileSync(file, 'utf8')) };
  });
}

/**
 * @returns a reader of the energy of all packages since its last call, in J
 * @throws Error with the reason: no counter, or (since CVE-2020-8694) not permitted to this user
 */
export function openCpuEnergy(): () => number {
  const zones = openZones();
  return () =>
    zones.reduce((sum, zone) => {
      const now = parseMicrojoules(readFileSync(zone.file, 'utf8'));
      const joules = joulesBetween(zone.last, now, zone.maximum);
      zone.last = now;
      return sum + joules;
    }, 0);
}
