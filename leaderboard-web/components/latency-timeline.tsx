import type { LatencyCurve } from '@paretoboard/contract/latency-curves.js';
import { milliseconds, plainNumber } from '../lib/format';
import { latencyAxis } from '../lib/latency-axis';
import { pixel } from '../lib/pareto-path';
import { words } from '../messages/words';

const width = 240;
const height = 110;
const margin = { top: 8, right: 6, bottom: 8, left: 40 };
const tickCount = 4;

/** A small drawing for each start on one scale: from the median to the slowest query of each stretch. Warm-up and throttling would show as slopes. */
export function LatencyTimeline({ starts }: { starts: readonly LatencyCurve[] }) {
  const values = starts.flatMap(({ timeline }) => timeline.flatMap(({ medianMs, slowestMs }) => [medianMs, slowestMs]));
  const axis = latencyAxis(values, [height - margin.bottom, margin.top], tickCount);
  return (
    <ul className="timelines">
      {starts.map(({ start, n, timeline }) => {
        const stretch = (width - margin.left - margin.right) / timeline.length;
        return (
          <li key={start}>
            <figure>
              <svg className="chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
                {axis.ticks.map((tick) => (
                  <g key={tick}>
                    <line
                      className="grid"
                      x1={margin.left}
                      x2={width - margin.right}
                      y1={pixel(axis.position(tick))}
                      y2={pixel(axis.position(tick))}
                    />
                    <text x={margin.left - 5} y={pixel(axis.position(tick) + 4)} textAnchor="end">
                      {plainNumber(tick)}
                    </text>
                  </g>
                ))}
                {timeline.map(({ medianMs, slowestMs }, index) => {
                  const x = pixel(margin.left + (index + 0.5) * stretch);
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one start have no other name
                    <g key={index}>
                      <line
                        className="whisker"
                        x1={x}
                        x2={x}
                        y1={pixel(axis.position(medianMs))}
                        y2={pixel(axis.position(slowestMs))}
                      />
                      <circle className="dot" cx={x} cy={pixel(axis.position(medianMs))} r="1.5" />
                    </g>
                  );
                })}
              </svg>
              <figcaption className="small quiet">
                {words().record.timeline(
                  start + 1,
                  n,
                  timeline.length,
                  milliseconds(Math.min(...timeline.map(({ medianMs }) => medianMs))),
                  milliseconds(Math.max(...timeline.map(({ medianMs }) => medianMs))),
                  milliseconds(Math.max(...timeline.map(({ slowestMs }) => slowestMs))),
                )}
              </figcaption>
            </figure>
          </li>
        );
      })}
    </ul>
  );
}
