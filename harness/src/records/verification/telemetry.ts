import { join } from 'node:path';
import { profiles } from '@paretoboard/contract/profile.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { readTelemetry } from '../../telemetry/telemetry.js';
import { summariseTelemetry, timedEnergy } from '../../telemetry/telemetry-summary.js';
import { canonicalJson } from '../digest.js';
import { fail } from './check.js';

/** What the record says of the machine, its disturbances and its energy, from the stored samples and the recorded windows. */
export function checkTelemetry(record: BenchmarkRecord, folder: string): string {
  const { telemetry, files, machine, profile, resources } = record;
  if (!telemetry) return 'no telemetry in this record';
  if (!files.telemetry) return fail('a summary of telemetry without a file of samples');
  const samples = readTelemetry(join(folder, files.telemetry.path));
  const { sources, windows } = telemetry;
  const voids = profiles[profile].ranked;
  const again = summariseTelemetry({ samples, sources, windows, cores: machine.cpuCores, voids });
  const differing = Object.entries(again)
    .filter(([name, value]) => canonicalJson(value) !== canonicalJson(telemetry[name as keyof typeof telemetry]))
    .map(([name]) => name);
  if (differing.length > 0) fail(`the samples give another ${differing.join(', ')}`);
  const { energyJoules } = timedEnergy({ samples, sources, windows });
  if (energyJoules !== (resources.energyJoules ?? null))
    fail(`energyJoules: recomputed ${energyJoules}, recorded ${resources.energyJoules ?? null}`);
  return `${samples.length} samples give the recorded summary and its ${telemetry.disturbances.length} disturbances`;
}
