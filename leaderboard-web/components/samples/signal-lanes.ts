export const laneWidth = 200;
/** Height of a channel's lane; lanes lie below each other. */
export const lane = 20;

/**
 * Values of one channel as a path in its lane.
 * @param scale values whose least and largest are the edges of the lane
 */
export function lanePath(values: readonly number[], scale: readonly number[], channel: number): string {
  const low = Math.min(...scale);
  const range = Math.max(...scale) - low || 1;
  const points = values.map((value, index) => {
    const x = (laneWidth * index) / Math.max(1, values.length - 1);
    const y = channel * lane + lane - 2 - ((value - low) / range) * (lane - 4);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
