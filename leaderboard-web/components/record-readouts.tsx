import type { BenchmarkRecord, MetricResult } from '@paretoboard/contract/record.js';
import type { ReactNode } from 'react';
import { bytes, count, metricInterval, metricValue, milliseconds, plural } from '../lib/format';
import { latencySpread } from '../lib/latency-spread';
import { scenariosOf } from '../lib/scenarios';

/** The record's main figures, large. */
export function RecordReadouts({ record }: { record: BenchmarkRecord }) {
  const primary = record.metrics.find((metric) => metric.primary);
  const [[scenario, latency] = []] = scenariosOf(record);
  const { parameters, peakMemoryBytes, peakMemoryReason } = record.resources;
  return (
    <dl className="readouts">
      {primary && (
        <Readout
          name={capitalised(primary.id)}
          value={metricValue(primary.value, primary.unit)}
          unit={primary.unit === '1' ? '' : primary.unit}
          detail={primary.value === null ? primary.reason : metricSpread(primary)}
        />
      )}
      <Readout
        name={`p50 latency${scenario ? `, ${scenario}` : ''}`}
        value={milliseconds(latency?.p50Ms ?? null)}
        unit="ms"
        detail={latency ? latencySpread(latency).words : 'no latency pass'}
      />
      <Readout
        name="Null model p50"
        value={milliseconds(latency?.nullModel.p50Ms ?? null)}
        unit="ms"
        detail="cost of asking, included in the latency"
      />
      <Readout
        name="Load, then first call"
        value={milliseconds(record.cold.loadMs)}
        unit="ms"
        detail={
          record.cold.loadMs === null ? record.cold.reason : `first call ${milliseconds(record.cold.firstCallMs)} ms`
        }
      />
      <Readout
        name="Peak memory"
        value={bytes(peakMemoryBytes)}
        detail={peakMemoryBytes === null ? peakMemoryReason : 'of the whole process'}
      />
      <Readout name="Parameters" value={count(parameters?.value ?? null)} detail={parameters?.source ?? 'not known'} />
    </dl>
  );
}

function Readout({ name, value, unit, detail }: { name: string; value: string; unit?: string; detail?: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>
          {value}
          {unit && <span className="unit"> {unit}</span>}
        </strong>
        {detail ?? 'no interval'}
      </dd>
    </div>
  );
}

function metricSpread({ low, high, unit, n, perSeed }: MetricResult): string {
  const interval = metricInterval(low, high, unit) ?? 'no interval';
  return `${interval} n ${count(n)}, ${plural(perSeed.length, 'seed')}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
