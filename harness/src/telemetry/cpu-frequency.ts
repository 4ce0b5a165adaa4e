import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const positive = z.coerce.number().positive();
const root = '/sys/devices/system/cpu';

export interface FrequencyRange {
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** `scaling_cur_freq`, in kHz (kernel: admin-guide/pm/cpufreq). @returns MHz @throws ZodError */
export function parseScalingFrequency(text: string): number {
  return positive.parse(text.trim()) / 1_000;
}

/** The `cpu MHz` lines of `/proc/cpuinfo` (x86). @returns MHz of each core @throws ZodError where there are none */
export function parseCpuinfoFrequencies(text: string): number[] {
  return z
    .array(positive)
    .min(1)
    .parse([...text.matchAll(/^cpu MHz\s*: *(\S+)$/gm)].map(([, value]) => value));
}

/** @param values MHz of each core, at least one */
export function rangeOf(values: readonly number[]): FrequencyRange {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { lowest: Math.min(...values), mean, highest: Math.max(...values) };
}

/** How this machine tells its clocks: cpufreq, else /proc/cpuinfo. @throws Error with the reason if neither does */
export function openFrequency(): () => FrequencyRange {
  const files = existsSync(root)
    ? readdirSync(root)
        .filter((name) => /^cpu\d+$/.test(name))
        .map((name) => `${root}/${name}/cpufreq/scaling_cur_freq`)
        .filter((file) => existsSync(file))
    : [];
  if (files.length > 0) return () => rangeOf(files.map((file) => parseScalingFrequency(readFileSync(file, 'utf8'))));
  const cpuinfo = '/proc/cpuinfo';
  const hasLines = existsSync(cpuinfo) && /^cpu MHz/m.test(readFileSync(cpuinfo, 'utf8'));
  if (!hasLines) throw new Error('neither cpufreq nor "cpu MHz" in /proc/cpuinfo');
  return () => rangeOf(parseCpuinfoFrequencies(readFileSync(cpuinfo, 'utf8')));
}
