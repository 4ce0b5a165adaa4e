/** Nearest-rank quantile of some numbers. */
export function quantile(values, share) {
  const order = Float64Array.from(values).sort();
  return order[Math.max(0, Math.ceil(share * order.length - 1e-9) - 1)];
}

export const median = (values) => quantile(values, 0.5);

/**
 * Blocks of two things by turns, so that a drift of the machine meets both. Which begins changes each time.
 * @param {number} alternations
 * @param {() => number[] | Promise<number[]>} ours one block's samples
 * @param {() => number[] | Promise<number[]>} theirs
 * @returns `ratios`: of the medians of neighbouring blocks, which meet the same machine where it changes from second to second
 */
export async function alternate(alternations, ours, theirs) {
  const blocks = { ours: [], theirs: [] };
  for (let turn = 0; turn < alternations; turn++) {
    const order = turn % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours'];
    for (const side of order) blocks[side].push(Array.from(await (side === 'ours' ? ours : theirs)()));
  }
  const ratios = blocks.ours.map((block, turn) => median(block) / median(blocks.theirs[turn]));
  return { ours: summary(blocks.ours), theirs: summary(blocks.theirs), ratios };
}

/** The median over blocks of each block's median; the tail over all. */
function summary(blocks) {
  const all = blocks.flat();
  return { p50: median(blocks.map(median)), p99: quantile(all, 0.99), n: all.length };
}
