import type { MetricDefinition } from '@paretoboard/contract/task.js';
import type { BoardPoint } from '../lib/board-points';
import type { DrawnPoints } from '../lib/drawn-points';
import { ScatterDrawing, type ScatterSize } from './scatter-drawing';
import { ScatterLegend } from './scatter-legend';

export interface ScatterClaim {
  value: number;
  label: string;
}

export interface ScatterData {
  points: readonly BoardPoint[];
  drawn: DrawnPoints;
  metric: MetricDefinition;
  scenario: string;
  /** The paper's printed values; empty unless comparable. */
  claims: readonly ScatterClaim[];
  /** What the path alone costs, in ms. */
  nullModelMs: number | null;
  /** What no machine here can do faster, in ms. */
  floorMs: number | null;
  /** What the value axis must hold. */
  axisValues: readonly number[];
}

const board = {
  wide: { width: 860, height: 470, texts: 'names', xTicks: 9, yTicks: 7 },
  narrow: { width: 358, height: 370, texts: 'values', xTicks: 5, yTicks: 6 },
} satisfies Record<string, ScatterSize>;

const thumbnail = {
  wide: { width: 368, height: 230, texts: 'none', xTicks: 5, yTicks: 4 },
  narrow: { width: 340, height: 230, texts: 'none', xTicks: 5, yTicks: 4 },
} satisfies Record<string, ScatterSize>;

/** Accuracy against latency, drawn on the server: one drawing for wide and one for narrow places, so that text keeps its size. */
export function Scatter({ data, summary }: { data: ScatterData; summary: string }) {
  return (
    <figure className="plot">
      <ScatterDrawing data={data} size={board.wide} className="wide" />
      <ScatterDrawing data={data} size={board.narrow} className="narrow" />
      <figcaption>
        <ScatterLegend
          claims={data.claims.length > 0}
          nullModel={data.nullModelMs !== null}
          floorMs={data.floorMs}
          invalid={data.points.some(({ valid }) => !valid)}
          dots={data.drawn.dots.length > 0}
        />
        <p>{summary}</p>
      </figcaption>
    </figure>
  );
}

/** The same drawing, small, for lists of boards. */
export function ScatterThumbnail({ data, summary }: { data: ScatterData; summary: string }) {
  return (
    <figure className="plot">
      <ScatterDrawing data={data} size={thumbnail.wide} className="wide" />
      <ScatterDrawing data={data} size={thumbnail.narrow} className="narrow" />
      <figcaption className="unseen">{summary}</figcaption>
    </figure>
  );
}
