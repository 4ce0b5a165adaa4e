import { type TelemetrySample, telemetrySampleSchema } from '@paretoboard/contract/telemetry.js';
import { words } from '../messages/words';

/** One line of the strip: a figure over the run. */
export interface TelemetryLane {
  name: string;
  unit: string;
  /** In order of time; null: not measured in this interval. */
  values: (number | null)[];
}

const lanes = [
  { id: 'ownCores', unit: null, read: ({ ownCores }: TelemetrySample) => ownCores },
  { id: 'foreignCores', unit: null, read: ({ foreignCores }: TelemetrySample) => foreignCores },
  { id: 'clock', unit: 'MHz', read: ({ frequencyMHz }: TelemetrySample) => frequencyMHz?.mean ?? null },
  { id: 'gpuClock', unit: 'MHz', read: ({ gpus }: TelemetrySample) => gpus?.[0]?.clockMHz ?? null },
  { id: 'gpuPower', unit: 'W', read: ({ gpus }: TelemetrySample) => gpus?.[0]?.powerWatts ?? null },
] as const;

/** Lines of `telemetry.jsonl`; those that are none are left out. */
export function readTelemetry(text: string): TelemetrySample[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    const parsed = telemetrySampleSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  });
}

/** At most `most` values a lane, each the largest of its stretch: a short disturbance must not vanish. Lanes without any value are left out. */
export function telemetryLanes(samples: readonly TelemetrySample[], most: number): TelemetryLane[] {
  const perValue = Math.max(1, Math.ceil(samples.length / most));
  const stretches = Array.from({ length: Math.ceil(samples.length / perValue) }, (_, index) =>
    samples.slice(index * perValue, (index + 1) * perValue),
  );
  const say = words().record;
  return lanes
    .map(({ id, unit, read }) => ({
      name: say.lanes[id],
      unit: unit ?? say.coresUnit,
      values: stretches.map((stretch) => largest(stretch.map(read))),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
}

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
