/** At most `wanted` indices below `items`, evenly spread, in their order: the same for every record of a test split, so that nobody picks them. */
export function spreadItems(items: number, wanted: number): number[] {
  const count = Math.min(items, wanted);
  return Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * items) / count));
}
