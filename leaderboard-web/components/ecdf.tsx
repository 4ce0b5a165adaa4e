import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { plainNumber } from '../lib/format';
import { latencyAxis } from '../lib/latency-axis';
import { pixel } from '../lib/pareto-path';
import { words } from '../messages/words';

/** Starts of one row, drawn alike. */
export interface EcdfSeries {
  name: string;
  /** Latencies in ms at the chart's probabilities, a list for each start. */
  starts: readonly (readonly number[])[];
}

interface EcdfProperties {
  series: readonly EcdfSeries[];
  probabilities: readonly number[];
  /** The null model's, drawn dotted; null: none. */
  nullModel: readonly number[] | null;
  /** What the drawing shows, in words: for those who do not see it. */
  summary: string;
}

const sizes = [
  { className: 'wide', width: 760, height: 300, ticks: 9 },
  { className: 'narrow', width: 358, height: 260, ticks: 5 },
] as const;
const margin = { top: 22, right: 12, bottom: 42, left: 44 };
const shares = [0, 0.25, 0.5, 0.75, 0.9, 1];

/** The share of queries answered within a time, a line for each start: lines that lie apart are starts that differ. */
export function Ecdf(properties: EcdfProperties) {
  return (
    <figure className="plot ecdf">
      {sizes.map((size) => (
        <Drawing key={size.className} {...properties} size={size} />
      ))}
      <figcaption>
        <ul className="legend">
          {properties.series.map(({ name }, index) => (
            <li key={name}>
              <svg className="chart" viewBox="0 0 22 16" aria-hidden="true" focusable="false">
                <path className={`series series-${index}`} d="M0 8h22" />
              </svg>
              <span className="foreign">{name}</span>
            </li>
          ))}
          {properties.nullModel && (
            <li>
              <svg className="chart" viewBox="0 0 22 16" aria-hidden="true" focusable="false">
                <path className="null-line" d="M0 8h22" />
              </svg>
              {words().chart.legendNullModel}
            </li>
          )}
        </ul>
        <p>{properties.summary}</p>
      </figcaption>
    </figure>
  );
}

function Drawing({
  series,
  probabilities,
  nullModel,
  size: { className, width, height, ticks },
}: EcdfProperties & { size: (typeof sizes)[number] }) {
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const curves = [...series.flatMap(({ starts }) => starts), ...(nullModel ? [nullModel] : [])];
  const x = latencyAxis(
    curves.flatMap((curve) => [curve[0]!, curve.at(-1)!]),
    [left, right],
    ticks,
  );
  const y = scaleLinear([0, 1], [bottom, top]);
  const path = line<number>()
    .x((latency) => x.position(latency))
    .y((_, index) => y(probabilities[index]!))
    .digits(1);
  return (
    <svg className={`chart ${className}`} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {shares.map((share) => (
        <g key={share}>
          <line className="grid" x1={left} x2={right} y1={pixel(y(share))} y2={pixel(y(share))} />
          <text x={left - 7} y={pixel(y(share) + 4)} textAnchor="end">
            {share * 100}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={pixel(x.position(tick))} x2={pixel(x.position(tick))} y1={top} y2={bottom} />
          <text x={pixel(x.position(tick))} y={bottom + 17} textAnchor="middle">
            {plainNumber(tick)}
          </text>
        </g>
      ))}
      <text className="axis-title" x={left} y={top - 9}>
        {words().record.answeredAxis}
      </text>
      <text className="axis-title" x={left} y={bottom + 36}>
        {words().record.withinAxis}
      </text>
      {nullModel && <path className="null-line curve" d={path(nullModel) ?? ''} />}
      {series.map(({ name, starts }, index) =>
        starts.map((curve, start) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: starts have no other name, and never change their order
          <path key={`${name} ${start}`} className={`series series-${index}`} d={path(curve) ?? ''} />
        )),
      )}
    </svg>
  );
}
