/**
 * Which rows were a new best when they landed (the rule of Blum & Hardt's Ladder, 2015, with a test in place of a step size): the first one, and each one
 * that is proven better than the best until then. A better number that no test tells from the reigning best changes nothing.
 * @param order indices of ranked rows, oldest first
 * @param isBetter whether row a is proven better than b
 */
export function newBests(order: readonly number[], isBetter: (a: number, b: number) => boolean): Set<number> {
  const bests = new Set<number>();
  let best: number | undefined;
  for (const row of order) {
    if (best !== undefined && !isBetter(row, best)) continue;
    best = row;
    bests.add(row);
  }
  return bests;
}
