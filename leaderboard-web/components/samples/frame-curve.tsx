import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { plainNumber } from '../../lib/format';
import { pixel } from '../../lib/pareto-path';
import { ValueAxis } from '../value-axis';

const width = 320;
const height = 110;
const margin = { top: 8, right: 16, bottom: 22, left: 44 };

interface Point {
  frame: number;
  /** Null: nothing to judge; the line has a gap. */
  value: number | null;
}

interface Properties {
  points: readonly Point[];
  frames: number;
  /** First and last frame of stretches that are marked. */
  marked?: readonly { from: number; to: number }[];
  /** Ends of the axis; missing: those of the values. */
  range?: readonly [number, number];
  /** A frame whose value stands out. */
  peak?: { frame: number; value: number };
  words: string;
}

/** A value of each frame of a clip, over time. Frames are counted from 1 on the axis. */
export function FrameCurve({ points, frames, marked = [], range, peak, words }: Properties) {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const ends = range ?? [Math.min(...values), Math.max(...values)];
  const x = scaleLinear([1, Math.max(2, frames)], [margin.left, width - margin.right]);
  const y = scaleLinear(ends[0] === ends[1] ? [ends[0] - 1, ends[1] + 1] : ends, [height - margin.bottom, margin.top]);
  const path = line<Point>()
    .defined(({ value }) => value !== null)
    .x(({ frame }) => x(frame + 1))
    .y(({ value }) => y(value!))
    .digits(1);
  return (
    <svg className="chart frames" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      {marked.map(({ from, to }) => (
        <rect
          key={from}
          className="stretch"
          x={pixel(x(from + 0.5))}
          width={pixel(x(to + 1.5) - x(from + 0.5))}
          y={margin.top}
          height={height - margin.top - margin.bottom}
        />
      ))}
      <ValueAxis scale={y} ticks={3} left={margin.left} right={width - margin.right} />
      {x
        .ticks(5)
        .filter(Number.isInteger)
        .map((tick) => (
          <text key={tick} x={pixel(x(tick))} y={height - 6} textAnchor="middle">
            {plainNumber(tick)}
          </text>
        ))}
      <path className="line" d={path([...points]) ?? ''} />
      {peak && <circle className="peak" cx={pixel(x(peak.frame + 1))} cy={pixel(y(peak.value))} r="4" />}
    </svg>
  );
}
