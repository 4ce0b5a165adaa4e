import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cacheFolder } from '../places.js';
import { processorModel } from './processor.js';

const measuredSchema = z.object({ cpuModel: z.string(), cores: z.number(), bytesPerMs: z.number().positive() });

/** From the first cache, where copies are fastest, to memory. */
const blockBytes = [16, 64, 256, 1_024, 16_384].map((kibibytes) => kibibytes * 1_024);
const roundMs = 4;
const rounds = 6;

function fastestCopy(bytes: number): number {
  const [from, to] = [Buffer.alloc(bytes, 1), Buffer.alloc(bytes)];
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    let copied = 0;
    while (performance.now() - begun < roundMs) {
      from.copy(to);
      copied += bytes;
    }
    best = Math.max(best, copied / (performance.now() - begun));
  }
  return best;
}

/**
 * The highest rate at which this machine was seen to copy bytes, in bytes per ms: the fastest block size on one core, times the cores. An upper
 * bound of what any program can read and write, since a copy does both.
 */
export function measurePeakCopyRate(): number {
  return Math.max(...blockBytes.map(fastestCopy)) * Math.max(1, cpus().length);
}

/** As measured once for this processor, kept in the cache folder. Takes about 0.15 s the first time. */
export function peakCopyRate(): number {
  const machine = { cpuModel: processorModel(), cores: cpus().length };
  const file = join(cacheFolder(), 'peak-copy-rate.json');
  const kept = readKept(file);
  if (kept && kept.cpuModel === machine.cpuModel && kept.cores === machine.cores) return kept.bytesPerMs;
  const bytesPerMs = measurePeakCopyRate();
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ ...machine, bytesPerMs }));
  renameSync(`${file}.${process.pid}`, file);
  return bytesPerMs;
}

function readKept(file: string): z.infer<typeof measuredSchema> | null {
  try {
    return measuredSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
