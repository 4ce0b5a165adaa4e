import type { BoardPoint, LetteredRow } from './board-points';

/** Points of a chart, so that its size does not grow with the board: those that are read have marks, of the others one sees where they lie. */
export interface DrawnPoints {
  /** With letter, intervals and link: the rows that the page lists, and the front. */
  marks: readonly BoardPoint[];
  /** The rest. */
  dots: readonly BoardPoint[];
}

/** @param listed the rows of the table beside the chart */
export function drawnPoints(points: readonly BoardPoint[], listed: readonly LetteredRow[]): DrawnPoints {
  const letters = new Set(listed.map(({ letter }) => letter));
  const isMarked = ({ letter, onFront, valid }: BoardPoint) => letters.has(letter) || (onFront && valid);
  return { marks: points.filter(isMarked), dots: points.filter((point) => !isMarked(point)) };
}

/** Side of the squares, in pixels, of which each shows one dot at most. */
const square = 4;

/** SVG path of a dot in every small square in which a place lies; drawn with round ends. Its length is bounded by the drawing, not by the places. */
export function dotsPath(places: readonly { x: number; y: number }[]): string {
  const centre = (at: number) => Math.floor(at / square) * square + square / 2;
  const dots = new Set(places.map(({ x, y }) => `M${centre(x)},${centre(y)}h0`));
  return [...dots].join('');
}
