import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type GpuSample, gpuSampleSchema } from '@paretoboard/contract/telemetry.js';
import { z } from 'zod';

/** Bits of NVML's `NvmlClocksEventReasons`, which `nvidia-smi` prints as one hexadecimal number. */
const reasonBits = {
  'gpu-idle': 0x1n,
  'application-clocks': 0x2n,
  'software-power-cap': 0x4n,
  'hardware-slowdown': 0x8n,
  'sync-boost': 0x10n,
  'software-thermal-slowdown': 0x20n,
  'hardware-thermal-slowdown': 0x40n,
  'hardware-power-brake': 0x80n,
  'display-clocks': 0x100n,
} as const;

/** Drivers before 535 know the reasons for a lowered clock by their old name only. */
const reasonFields = ['clocks_event_reasons.active', 'clocks_throttle_reasons.active'] as const;
const queryOf = (reasons: string): string =>
  `index,clocks.sm,clocks.mem,${reasons},power.draw,temperature.gpu,memory.used`;

/** `[N/A]`, `N/A`, `[Not Supported]`, `[Unknown Error]` and the like: the card does not say. */
function numberOrNull(text: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** @returns names of the bits set; null if the card does not say */
export function parseThrottleReasons(text: string): string[] | null {
  if (!/^0x[0-9a-fA-F]+$/.test(text)) return null;
  const mask = BigInt(text);
  return Object.entries(reasonBits)
    .filter(([, bit]) => (mask & bit) !== 0n)
    .map(([name]) => name);
}

/** One line of `nvidia-smi --query-gpu=… --format=csv,noheader,nounits`: MHz, W, °C, MiB. @throws ZodError if it has another form */
export function parseGpuLine(line: string): GpuSample {
  const fields = z
    .array(z.string())
    .length(7)
    .parse(line.split(',').map((field) => field.trim()));
  const [index, clock, memoryClock, reasons, power, temperature, memory] = fields as [string, ...string[]];
  const mebibytes = numberOrNull(memory!);
  return gpuSampleSchema.parse({
    index: Number(index),
    clockMHz: numberOrNull(clock!),
    memoryClockMHz: numberOrNull(memoryClock!),
    throttleReasons: parseThrottleReasons(reasons!),
    powerWatts: numberOrNull(power!),
    temperatureCelsius: numberOrNull(temperature!),
    memoryUsedBytes: mebibytes === null ? null : mebibytes * 2 ** 20,
  });
}

/** Lines of `nvidia-smi --query-compute-apps=pid --format=csv,noheader`; none where no process computes. @throws ZodError */
export function parseComputeProcesses(text: string): number[] {
  const lines = text.split('\n').map((line) => line.trim());
  return z.array(z.coerce.number().int().min(1)).parse(lines.filter((line) => line !== ''));
}

const program = 'nvidia-smi';

/** The name by which this driver knows the reasons. @throws Error with the reason if there is no card or no driver */
function reasonField(): string {
  let said = '';
  for (const field of reasonFields) {
    try {
      execFileSync(program, [`--query-gpu=${queryOf(field)}`, '--format=csv,noheader,nounits'], {
        encoding: 'utf8',
        timeout: 20_000,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return field;
    } catch (error) {
      const failed = error as NodeJS.ErrnoException & { stdout?: string };
      if (failed.code === 'ENOENT')
        throw new Error('no nvidia-smi on PATH: no NVIDIA card, or its driver is not installed');
      said = (failed.stdout ?? '').trim().split('\n')[0] || failed.message;
    }
  }
  throw new Error(`nvidia-smi answers: ${said}`);
}

export interface Cards {
  /** The last line of each card; null before the first. */
  latest(): GpuSample[] | null;
  /** Processes that computed on the cards when last asked; null: not known. */
  computeProcesses(): readonly number[] | null;
  close(): void;
}

/**
 * One `nvidia-smi` that prints a line for each card every `everyMs`: starting it anew for each sample would cost more processor time than it measures.
 * @throws Error with the reason if there is no card or no driver
 */
export function openCards(everyMs: number, processesEveryMs: number): Cards {
  const query = queryOf(reasonField());
  const child: ChildProcess = spawn(
    program,
    [`--query-gpu=${query}`, '--format=csv,noheader,nounits', '-lms', String(everyMs)],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const cards = new Map<number, GpuSample>();
  child.on('error', () => cards.clear());
  child.on('exit', () => cards.clear());
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const card = parseGpuLine(line);
    cards.set(card.index, card);
  });
  let processes: number[] | null = null;
  const ask = (): void => {
    execFile(program, ['--query-compute-apps=pid', '--format=csv,noheader'], { timeout: 10_000 }, (error, stdout) => {
      processes = error ? null : parseComputeProcesses(stdout);
    });
  };
  ask();
  const timer = setInterval(ask, processesEveryMs);
  return {
    latest: () => (cards.size === 0 ? null : [...cards.values()]),
    computeProcesses: () => processes,
    close: () => {
      clearInterval(timer);
      child.kill();
    },
  };
}
