import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { decimal, decimalsFor, plainNumber } from '../lib/format';
import { pixel } from '../lib/pareto-path';
import type { TrainingCurve } from '../lib/training-curves';
import { words } from '../messages/words';
import { ValueAxis } from './value-axis';

const width = 360;
const height = 170;
const margin = { top: 10, right: 10, bottom: 30, left: 46 };

/** A reported value over epochs, a line for each seed, with the first and last values in words. */
export function Curve({ curve }: { curve: TrainingCurve }) {
  const points = curve.lines.flatMap((each) => each.points);
  const epochs = points.map(({ epoch }) => epoch);
  const values = points.map(({ value }) => value);
  const x = scaleLinear([Math.min(...epochs), Math.max(...epochs)], [margin.left, width - margin.right]);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [height - margin.bottom, margin.top]).nice(4);
  const path = line<{ epoch: number; value: number }>()
    .x(({ epoch }) => x(epoch))
    .y(({ value }) => y(value))
    .digits(1);
  return (
    <figure>
      <h3>{curve.name}</h3>
      <svg className="chart spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        <ValueAxis scale={y} ticks={4} left={margin.left} right={width - margin.right} />
        {x.ticks(6).map((tick) => (
          <text key={tick} x={pixel(x(tick))} y={height - margin.bottom + 16} textAnchor="middle">
            {plainNumber(tick)}
          </text>
        ))}
        {curve.lines.map(({ seed, points: own }) => (
          <path key={seed} className="line" d={path(own) ?? ''} />
        ))}
      </svg>
      <figcaption className="small quiet">{summary(curve)}</figcaption>
    </figure>
  );
}

function summary({ lines }: TrainingCurve): string {
  const drawn = lines.filter(({ points }) => points.length > 0);
  const first = mean(drawn.map(({ points }) => points[0]!.value));
  const last = mean(drawn.map(({ points }) => points.at(-1)!.value));
  const lastEpoch = Math.max(...drawn.map(({ points }) => points.at(-1)!.epoch));
  return words().record.curve(short(first), short(last), lastEpoch, drawn.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function short(value: number): string {
  return decimal(value, decimalsFor(value));
}
