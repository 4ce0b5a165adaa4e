import type { BenchmarkRecord, MetricResult } from '@paretoboard/contract/record.js';
import type { ReactNode } from 'react';
import { bytes, count, metricInterval, metricValue, milliseconds } from '../lib/format';
import { latencySpread } from '../lib/latency-spread';
import { scenariosOf } from '../lib/scenarios';
import { words } from '../messages/words';
import { Reason } from './reason';

interface RecordReadoutsProperties {
  record: BenchmarkRecord;
  /** Of its metrics, by id; one that the task no longer has is called by its id. */
  names: ReadonlyMap<string, string>;
}

/** The record's main figures, large. */
export function RecordReadouts({ record, names }: RecordReadoutsProperties) {
  const say = words().record;
  const primary = record.metrics.find((metric) => metric.primary);
  const [[scenario, latency] = []] = scenariosOf(record);
  const { parameters, peakMemoryBytes, peakMemoryReason } = record.resources;
  return (
    <dl className="readouts">
      {primary && (
        <Readout
          name={names.get(primary.id) ?? capitalised(primary.id)}
          value={metricValue(primary.value, primary.unit)}
          unit={primary.unit === '1' ? '' : primary.unit}
          detail={primary.value === null ? <Reason text={primary.reason} /> : metricSpread(primary)}
        />
      )}
      <Readout
        name={say.latencyOf(scenario)}
        value={milliseconds(latency?.p50Ms ?? null)}
        unit="ms"
        detail={latency ? latencySpread(latency).words : say.noLatencyPass}
      />
      <Readout
        name={say.nullModelP50}
        value={milliseconds(latency?.nullModel.p50Ms ?? null)}
        unit="ms"
        detail={say.costOfAsking}
      />
      <Readout
        name={say.loadThenCall}
        value={milliseconds(record.cold.loadMs)}
        unit="ms"
        detail={
          record.cold.loadMs === null ? (
            <Reason text={record.cold.reason} />
          ) : (
            say.firstCall(milliseconds(record.cold.firstCallMs))
          )
        }
      />
      <Readout
        name={say.peakMemory}
        value={bytes(peakMemoryBytes)}
        detail={peakMemoryBytes === null ? <Reason text={peakMemoryReason} /> : say.wholeProcess}
      />
      <Readout
        name={say.parameters}
        value={count(parameters?.value ?? null)}
        detail={parameters ? say.sources[parameters.source] : say.notKnown}
      />
    </dl>
  );
}

function Readout({ name, value, unit, detail }: { name: string; value: string; unit?: string; detail: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>
          {value}
          {unit && <span className="unit"> {unit}</span>}
        </strong>
        {detail}
      </dd>
    </div>
  );
}

function metricSpread({ low, high, unit, n, perSeed }: MetricResult): string {
  const { record: say, terms } = words();
  const interval = metricInterval(low, high, unit) ?? terms.noInterval;
  return `${interval} n ${count(n)}, ${say.seeds(perSeed.length)}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
