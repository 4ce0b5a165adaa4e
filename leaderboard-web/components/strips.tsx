import type { LatencyResult, MetricResult } from '@paretoboard/contract/record.js';
import type { MetricDefinition } from '@paretoboard/contract/task.js';
import { latencyAxis } from '../lib/latency-axis';
import { pixel } from '../lib/pareto-path';
import { valueAxis } from '../lib/value-axis';

const width = 120;
const height = 18;
const middle = height / 2;
const range = [5, width - 5] as const;

/** A value and its interval on the scale that all rows share, with the paper's claim as a tick. The figures stand beside it. */
export function ValueStrip({
  axisValues,
  own,
  metric,
  claim,
  front,
}: {
  axisValues: readonly number[];
  own: MetricResult | null;
  metric: MetricDefinition;
  claim: number | null;
  front: boolean;
}) {
  if (own?.value == null) return null;
  const values = claim === null ? axisValues : [...axisValues, claim];
  const axis = valueAxis({ values, unit: metric.unit, direction: metric.direction, range, tickCount: 2 });
  return (
    <Strip front={front}>
      {claim !== null && <Tick className="claim-line" at={axis.position(claim)} />}
      {own.low !== null && own.high !== null && <Span from={axis.position(own.low)} to={axis.position(own.high)} />}
      <circle className="mark" cx={pixel(axis.position(own.value))} cy={middle} r="3.5" />
    </Strip>
  );
}

/** From the null model (tick) over p50 (disc) to p90 (end of the line), in ms on a logarithmic scale that all rows share. */
export function LatencyStrip({
  latencies,
  own,
  front,
}: {
  latencies: readonly number[];
  own: LatencyResult | null;
  front: boolean;
}) {
  if (own?.p50Ms == null) return null;
  const axis = latencyAxis(latencies, range, 2);
  return (
    <Strip front={front}>
      {own.nullModel.p50Ms !== null && <Tick className="null-line" at={axis.position(own.nullModel.p50Ms)} />}
      {own.p90Ms !== null && <Span from={axis.position(own.p50Ms)} to={axis.position(own.p90Ms)} />}
      <circle className="mark" cx={pixel(axis.position(own.p50Ms))} cy={middle} r="3.5" />
    </Strip>
  );
}

function Strip({ front, children }: { front: boolean; children: React.ReactNode }) {
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <line className="grid" x1="0" x2={width} y1={middle} y2={middle} />
      <g className={front ? 'on-front' : 'behind'}>{children}</g>
    </svg>
  );
}

function Span({ from, to }: { from: number; to: number }) {
  return <line className="whisker" x1={pixel(from)} x2={pixel(to)} y1={middle} y2={middle} />;
}

function Tick({ className, at }: { className: string; at: number }) {
  return <line className={className} x1={pixel(at)} x2={pixel(at)} y1="2" y2={height - 2} />;
}
