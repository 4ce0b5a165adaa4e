import { scaleLinear } from 'd3-scale';
import { pixel } from '../lib/pareto-path';

const width = 200;
const height = 18;
const middle = height / 2;

interface DotStripProperties {
  values: readonly number[];
  low?: number | null;
  high?: number | null;
}

/** Single values as dots on one line, an interval as a bar below them. The figures stand beside it in words. */
export function DotStrip({ values, low = null, high = null }: DotStripProperties) {
  if (values.length < 2) return null;
  const all = [...values, low ?? values[0]!, high ?? values[0]!];
  const scale = scaleLinear([Math.min(...all), Math.max(...all)], [6, width - 6]);
  return (
    <svg className="chart dot-strip" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <line className="grid" x1="0" x2={width} y1={middle} y2={middle} />
      {low !== null && high !== null && (
        <line className="whisker" x1={pixel(scale(low))} x2={pixel(scale(high))} y1={middle} y2={middle} />
      )}
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: values repeat and never move
        <circle key={index} className="mark" cx={pixel(scale(value))} cy={middle} r="3.5" />
      ))}
    </svg>
  );
}
