import { closest } from '@paretoboard/harness/closest.js';

/** Wrong use or bad input: what was expected, what was found, what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A name that is none of the right ones. */
export class UnknownNameError extends UsageError {
  constructor(what: string, found: string, expected: readonly string[]) {
    const near = closest(found, expected);
    super(
      `unknown ${what} "${found}"${near ? `: did you mean "${near}"?` : '.'} Expected one of: ${expected.join(', ')}`,
    );
  }
}

/** @throws UnknownNameError */
export function requireOneOf<Name extends string>(what: string, found: string, expected: readonly Name[]): Name {
  const match = expected.find((name) => name === found);
  if (match === undefined) throw new UnknownNameError(what, found, expected);
  return match;
}
