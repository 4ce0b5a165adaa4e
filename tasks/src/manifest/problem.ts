/** Something that a submission cannot be run with, or that its author should know. */
export interface Problem {
  /** Where: a field of the manifest (`track`, `authors.0`), else a file of the folder. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
}

const mostShown = 80;

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`;
}

export function problem(path: string, expected: string, found: string, remedy: string): Problem {
  return { path, message: `expected ${expected}, found ${found}`, remedy };
}
