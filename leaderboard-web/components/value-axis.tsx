import type { ScaleLinear } from 'd3-scale';
import { plainNumber } from '../lib/format';
import { pixel } from '../lib/pareto-path';

interface Properties {
  scale: ScaleLinear<number, number>;
  /** Asked of the scale, which may give a few more or fewer. */
  ticks: number;
  /** Where the lines begin and end. */
  left: number;
  right: number;
}

/** Lines across a drawing at round values, each with its value to the left. */
export function ValueAxis({ scale, ticks, left, right }: Properties) {
  return scale.ticks(ticks).map((tick) => (
    <g key={tick}>
      <line className="grid" x1={left} x2={right} y1={pixel(scale(tick))} y2={pixel(scale(tick))} />
      <text x={left - 6} y={pixel(scale(tick) + 4)} textAnchor="end">
        {plainNumber(tick)}
      </text>
    </g>
  ));
}
