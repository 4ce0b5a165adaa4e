import type { BoardPoint } from '../lib/board-points';
import { dotsPath } from '../lib/drawn-points';
import { ends } from '../lib/ends';
import { metricInterval, metricValue, milliseconds, plainNumber, unitSuffix } from '../lib/format';
import { type Box, markBox, type PlacedLabel, placeLabels, placeLineTexts, textBox } from '../lib/label-placement';
import { latencyAxis } from '../lib/latency-axis';
import { frontArea, frontPath, frontStrokes, pixel } from '../lib/pareto-path';
import { type Axis, valueAxis } from '../lib/value-axis';
import { words } from '../messages/words';
import { MarkLetter, markClass } from './row-mark';
import type { ScatterData } from './scatter';

export interface ScatterSize {
  width: number;
  height: number;
  /** `names`: beside marks and lines; `values`: lines by value, marks by letter; `none`: letters alone, which a table explains. */
  texts: 'names' | 'values' | 'none';
  xTicks: number;
  yTicks: number;
}

const margin = { top: 26, right: 14, bottom: 44, left: 44 };
const labelSize = 12.5;
const claimSize = 12;
const markRadius = 8.5;

interface Frame extends Box {
  texts: ScatterSize['texts'];
  x: Axis;
  y: Axis;
}

interface DrawnPoint {
  point: BoardPoint;
  x: number;
  y: number;
  text: string;
}

interface DrawnClaim {
  y: number;
  text: string;
}

export function ScatterDrawing({ data, size, className }: { data: ScatterData; size: ScatterSize; className: string }) {
  const frame = frameOf(data, size);
  const { left, right, top, bottom } = frame;
  const points = data.drawn.marks.map((point) => ({
    point,
    ...placeOf(point, frame),
    text: shortened(point.title),
  }));
  const claims = data.claims.map(({ value, label }) => ({
    y: frame.y.position(value),
    text: frame.texts === 'names' ? label : words().chart.printed(metricValue(value, data.metric.unit)),
  }));
  const claimTexts = frame.texts === 'none' ? [] : placeLineTexts(claims, frame, claimSize, points.map(markBox));
  const taken = claimTexts.map((placed, index) => textBox(placed, claims[index]!.text, claimSize));
  const front = points.filter(({ point }) => point.onFront && point.valid);
  const lines = [...frontStrokes(front, right), ...claims.map(({ y }) => ({ left, right, top: y, bottom: y }))];
  const labels = frame.texts === 'names' ? placeLabels(points, frame, labelSize, taken, lines) : [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG drawing that groups links has no HTML element of its own
    <svg
      className={`chart ${className}`}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="group"
      aria-label={words().chart.againstLatency(data.metric.name)}
    >
      <svg aria-hidden="true" focusable="false" overflow="visible">
        <Axes frame={frame} data={data} />
        <path className="front-area" d={frontArea(front, right, bottom)} />
        {data.nullModelMs !== null && <NullModelLine frame={frame} ms={data.nullModelMs} />}
        {data.floorMs !== null && <FloorLine frame={frame} ms={data.floorMs} />}
        <path className="dots" d={dotsPath(data.drawn.dots.map((point) => placeOf(point, frame)))} />
        <ClaimLines frame={frame} claims={claims} texts={claimTexts} />
        <path className="front-line" d={frontPath(front, right)} />
        <rect className="frame" x={left} y={top} width={right - left} height={bottom - top} />
      </svg>
      {drawingOrder(points).map((index) => (
        <Point
          key={points[index]!.point.letter}
          drawn={points[index]!}
          label={labels[index] ?? null}
          frame={frame}
          data={data}
        />
      ))}
    </svg>
  );
}

function placeOf({ latency, value }: BoardPoint, { x, y }: Frame): { x: number; y: number } {
  return { x: x.position(latency), y: y.position(value) };
}

/** Indices of the points, those on the front last: what lies close never covers them. */
function drawingOrder(points: readonly DrawnPoint[]): number[] {
  const onFront = (index: number) => Number(points[index]!.point.onFront);
  return [...points.keys()].sort((a, b) => onFront(a) - onFront(b));
}

function frameOf(data: ScatterData, size: ScatterSize): Frame {
  const left = margin.left;
  const right = size.width - margin.right;
  const top = margin.top;
  const bottom = size.height - margin.bottom;
  const latencies = ends(data.points.flatMap((point) => defined([point.latency, point.latencyLow, point.latencyHigh])));
  return {
    texts: size.texts,
    left,
    right,
    top,
    bottom,
    x: latencyAxis(withFloor([...latencies, ...defined([data.nullModelMs])], data.floorMs), [left, right], size.xTicks),
    y: valueAxis({
      values: data.axisValues,
      unit: data.metric.unit,
      direction: data.metric.direction,
      range: [bottom, top],
      tickCount: size.yTicks,
    }),
  };
}

/** Most that the axis is stretched for the floor: where it lies further off, the rows would be pressed into a corner. */
const mostStretch = 20;

function withFloor(latencies: readonly number[], floorMs: number | null): number[] {
  const isNear = floorMs !== null && floorMs * mostStretch >= Math.min(...latencies);
  return isNear ? [...latencies, floorMs] : [...latencies];
}

function defined(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function Axes({ frame, data }: { frame: Frame; data: ScatterData }) {
  const { left, right, top, bottom, x, y } = frame;
  const say = words().chart;
  const note = y.kind === 'error-log' ? say.spacedByError : '';
  return (
    <g>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={left} x2={right} y1={pixel(y.position(tick))} y2={pixel(y.position(tick))} />
          <text x={left - 7} y={pixel(y.position(tick) + 4)} textAnchor="end">
            {plainNumber(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" y1={top} y2={bottom} x1={pixel(x.position(tick))} x2={pixel(x.position(tick))} />
          <text x={pixel(x.position(tick))} y={bottom + 17} textAnchor="middle">
            {plainNumber(tick)}
          </text>
        </g>
      ))}
      <text className="axis-title" x={left} y={top - 11}>
        ↑ {data.metric.name}
        {data.metric.unit === '1' ? '' : ` (${data.metric.unit})`}
        {note}
      </text>
      <text className="axis-title" x={left} y={bottom + 38}>
        {say.latencyAxis(data.scenario)}
      </text>
    </g>
  );
}

function NullModelLine({ frame, ms }: { frame: Frame; ms: number }) {
  const x = pixel(frame.x.position(ms));
  return (
    <g>
      <line className="null-line" x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
      {frame.texts !== 'none' && (
        <text x={Number(x) + 5} y={frame.top + 14}>
          {words().chart.nullModel}
        </text>
      )}
    </g>
  );
}

/** Nothing where the axis does not reach it: the legend says where it is. */
function FloorLine({ frame, ms }: { frame: Frame; ms: number }) {
  const at = frame.x.position(ms);
  if (at < frame.left) return null;
  const x = pixel(at);
  return (
    <g>
      <line className="floor-line" x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
      {frame.texts !== 'none' && (
        <text x={Number(x) + 5} y={frame.top + 28}>
          {words().chart.floor}
        </text>
      )}
    </g>
  );
}

function ClaimLines({
  frame,
  claims,
  texts,
}: {
  frame: Frame;
  claims: readonly DrawnClaim[];
  texts: readonly PlacedLabel[];
}) {
  return claims.map(({ y, text }, index) => {
    const placed = texts[index];
    return (
      <g key={`${text} ${y}`}>
        <line className="claim-line" x1={frame.left} x2={frame.right} y1={pixel(y)} y2={pixel(y)} />
        {placed && (
          <text className="claim-text" x={pixel(placed.x)} y={pixel(placed.y)} textAnchor={placed.anchor}>
            {text}
          </text>
        )}
      </g>
    );
  });
}

interface PointProperties {
  drawn: DrawnPoint;
  label: PlacedLabel | null;
  frame: Frame;
  data: ScatterData;
}

function Point({ drawn: { point, x, y, text }, label, frame, data }: PointProperties) {
  return (
    <a href={point.href}>
      {/* The name of the link, for screen readers and on hover. */}
      <title>{spoken(point, data)}</title>
      <g className={markClass(point.onFront, point.valid)}>
        <Whiskers point={point} frame={frame} x={x} y={y} />
        <circle className="mark" cx={pixel(x)} cy={pixel(y)} r={markRadius} />
        <MarkLetter letter={point.letter} x={x} y={y} />
      </g>
      {label && (
        <text className="point-label" x={pixel(label.x)} y={pixel(label.y)} textAnchor={label.anchor}>
          {text}
        </text>
      )}
    </a>
  );
}

function Whiskers({ point, frame, x, y }: { point: BoardPoint; frame: Frame; x: number; y: number }) {
  const { latencyLow, latencyHigh, valueLow, valueHigh } = point;
  return (
    <>
      {latencyLow !== null && latencyHigh !== null && (
        <line
          className="whisker"
          x1={pixel(frame.x.position(latencyLow))}
          x2={pixel(frame.x.position(latencyHigh))}
          y1={pixel(y)}
          y2={pixel(y)}
        />
      )}
      {valueLow !== null && valueHigh !== null && (
        <line
          className="whisker"
          y1={pixel(frame.y.position(valueLow))}
          y2={pixel(frame.y.position(valueHigh))}
          x1={pixel(x)}
          x2={pixel(x)}
        />
      )}
    </>
  );
}

function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= 34 ? characters.join('') : `${characters.slice(0, 32).join('').trimEnd()}…`;
}

function spoken(point: BoardPoint, { metric }: ScatterData): string {
  const say = words().chart;
  const interval = metricInterval(point.valueLow, point.valueHigh, metric.unit);
  const value = `${metricValue(point.value, metric.unit)}${unitSuffix(metric.unit)}${interval ? ` ${interval}` : ''}`;
  const standing = point.valid ? (point.onFront ? say.onFront : say.behindFront) : 'INVALID';
  return say.point(point.letter, point.title, metric.name, value, milliseconds(point.latency), standing);
}
