/** Whether a stream is to have colours: FORCE_COLOR, NO_COLOR (no-color.org), then whether it is a terminal. */
export function hasColours(
  stream: { readonly isTTY?: boolean },
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = environment;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return stream.isTTY === true && TERM !== 'dumb';
}

const green = '\x1b[32m';
const red = '\x1b[31m';
const plain = '\x1b[0m';

const words: readonly (readonly [RegExp, string])[] = [
  [/^(VALID|ok|Reproduced)\b/gm, green],
  [/^(INVALID|FAILED|failed|error|Not reproduced|\d+ problems?)\b/gm, red],
];

/** Verdicts at the beginning of a line in green and red: colour repeats what the word says, and nothing more. */
export function coloured(text: string): string {
  return words.reduce((painted, [pattern, colour]) => painted.replace(pattern, `${colour}$1${plain}`), text);
}

/** Control characters other than line ends and tabs, and those that turn the direction of writing. */
const unsafe = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Somebody else's text (a log, a title, a server's message) as it may stand on a terminal: it moves no cursor and hides nothing. */
export function harmless(text: string): string {
  return text.replace(unsafe, '\ufffd');
}
