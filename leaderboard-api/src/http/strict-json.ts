/** Deeper than any body of ours. */
const deepest = 64;

/** JSON that two readers could understand differently, or that nests to no purpose. */
export class StrictJsonError extends Error {
  override readonly name = 'StrictJsonError';
}

/** Strings with their ends, and the marks that open, part and close. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/**
 * What `JSON.parse` does not mind: a key that comes twice in one object (the last wins here, the first elsewhere; RFC 8259, 4), and any depth.
 * @param text that `JSON.parse` takes
 * @throws StrictJsonError
 */
export function requireUnambiguous(text: string): void {
  /** Keys of each object that is open; null: an array. */
  const open: (Set<string> | null)[] = [];
  let last: string | null = null;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      if (open.length === deepest) throw new StrictJsonError(`expected at most ${deepest} levels, found more`);
      open.push(token === '{' ? new Set() : null);
    } else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && last !== null) addKey(open.at(-1), JSON.parse(last) as string);
    last = token.startsWith('"') ? token : null;
  }
}

function addKey(keys: Set<string> | null | undefined, key: string): void {
  if (!keys) return;
  if (keys.has(key)) throw new StrictJsonError(`expected each key once, found "${key.slice(0, 80)}" twice`);
  keys.add(key);
}
