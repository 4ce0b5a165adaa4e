import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const root = '/sys/devices/system/cpu';
const counters = ['core_throttle_count', 'package_throttle_count'] as const;

/** A throttle counter of `thermal_throttle/` (x86): events since the machine started. @throws ZodError */
export function parseThrottleCount(text: string): number {
  return z.coerce
    .number()
    .int()
    .nonnegative()
    .parse(text.trim() || undefined);
}

/** @returns a reader of the sum of all counters @throws Error with the reason where the kernel has none */
export function openThrottleCount(): () => number {
  const cores = existsSync(root) ? readdirSync(root).filter((name) => /^cpu\d+$/.test(name)) : [];
  const files = cores
    .flatMap((core) => counters.map((counter) => `${root}/${core}/thermal_throttle/${counter}`))
    .filter((file) => existsSync(file));
  if (files.length === 0)
    throw new Error('the kernel shows no thermal_throttle counters (virtual machine, or not x86)');
  return () => files.reduce((sum, file) => sum + parseThrottleCount(readFileSync(file, 'utf8')), 0);
}
