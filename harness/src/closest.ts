/** Levenshtein distance: insertions, deletions and replacements of one character. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The name that was most likely meant: the only one that begins so, or that it begins with, else at most a third of its letters differ. */
export function closest(found: string, names: readonly string[]): string | undefined {
  const prefixed = names.filter((name) => found !== '' && name.startsWith(found));
  if (prefixed.length === 1) return prefixed[0];
  const begun = names.filter((name) => name.length > 3 && found.startsWith(name));
  if (begun.length === 1) return begun[0];
  const [best] = names
    .map((name) => ({ name, distance: editDistance(found, name) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
