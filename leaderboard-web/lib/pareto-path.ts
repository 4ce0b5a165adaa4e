export interface PlacedPoint {
  x: number;
  y: number;
}

/**
 * SVG path of a front in pixels: from each point straight on at its level to the next slower one, then up to it, and on to the right edge.
 * What lies on or under the path is reached by some row at that latency. Empty without points.
 */
export function frontPath(points: readonly PlacedPoint[], rightEdge: number): string {
  const ordered = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const [first, ...rest] = ordered;
  if (!first) return '';
  const steps = rest.map((point) => `H${pixel(point.x)}V${pixel(point.y)}`);
  return `M${pixel(first.x)},${pixel(first.y)}${steps.join('')}H${pixel(rightEdge)}`;
}

/** The strokes of the front as boxes without area, for texts to keep off. */
export function frontStrokes(points: readonly PlacedPoint[], rightEdge: number) {
  const ordered = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return ordered.flatMap((point, index) => {
    const next = ordered[index + 1];
    const right = next?.x ?? rightEdge;
    const level = { left: point.x, right, top: point.y, bottom: point.y };
    return next ? [level, { left: right, right, top: next.y, bottom: point.y }] : [level];
  });
}

/** The same front closed down to the bottom edge: the area that the front dominates. */
export function frontArea(points: readonly PlacedPoint[], rightEdge: number, bottomEdge: number): string {
  const path = frontPath(points, rightEdge);
  if (!path) return '';
  const left = Math.min(...points.map((point) => point.x));
  return `${path}V${pixel(bottomEdge)}H${pixel(left)}Z`;
}

/** A tenth of a pixel is enough, and keeps the markup short. */
export function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}
