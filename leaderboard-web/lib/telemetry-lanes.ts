import { type TelemetrySample, telemetrySampleSchema } from '@paretoboard/contract/telemetry.js';

/** One line of the strip: a figure over the run. */
export interface TelemetryLane {
  name: string;
  unit: string;
  /** In order of time; null: not measured in this interval. */
  values: (number | null)[];
}

const lanes: readonly { name: string; unit: string; read: (sample: TelemetrySample) => number | null }[] = [
  { name: 'own cores', unit: 'cores', read: ({ ownCores }) => ownCores },
  { name: 'foreign cores', unit: 'cores', read: ({ foreignCores }) => foreignCores },
  { name: 'clock', unit: 'MHz', read: ({ frequencyMHz }) => frequencyMHz?.mean ?? null },
  { name: 'GPU clock', unit: 'MHz', read: ({ gpus }) => gpus?.[0]?.clockMHz ?? null },
  { name: 'GPU power', unit: 'W', read: ({ gpus }) => gpus?.[0]?.powerWatts ?? null },
];

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
  return lanes
    .map(({ name, unit, read }) => ({ name, unit, values: stretches.map((stretch) => largest(stretch.map(read))) }))
    .filter(({ values }) => values.some((value) => value !== null));
}

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
