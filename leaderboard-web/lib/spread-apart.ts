/** Moves positions apart until neighbours are `distance` away, downwards and in their order; far ones stay where they are. */
export function spreadApart(positions: readonly number[], distance: number): number[] {
  const order = positions.map((position, index) => ({ position, index })).sort((a, b) => a.position - b.position);
  const result = [...positions];
  let last = Number.NEGATIVE_INFINITY;
  for (const { position, index } of order) {
    last = Math.max(position, last + distance);
    result[index] = last;
  }
  return result;
}
