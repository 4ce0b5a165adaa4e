export interface Point {
  /** Larger is better. */
  readonly quality: number;
  /** Smaller is better, ms. */
  readonly latencyMs: number;
}

/** Whether each point is on the Pareto front: no other is at least as good in both and better in one. Null: not on the chart, never on the front. */
export function paretoFront(points: readonly (Point | null)[]): boolean[] {
  return points.map((point) => {
    if (!point) return false;
    return !points.some((other) => {
      if (!other || other === point) return false;
      const isAsGood = other.quality >= point.quality && other.latencyMs <= point.latencyMs;
      return isAsGood && (other.quality > point.quality || other.latencyMs < point.latencyMs);
    });
  });
}
