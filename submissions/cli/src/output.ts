import { coloured, harmless, hasColours } from './colours.js';

/** Where a command writes: the answer to standard output, everything else to standard error. */
export interface Output {
  /** The one answer: the JSON document with --json, else the text. */
  answer(document: unknown, text: string): Promise<void>;
  note(line: string): void;
}

function isClosedPipe(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** A reader that has seen enough (`| head`) is no failure. */
function write(text: string): Promise<void> {
  return new Promise((fulfil, reject) => {
    process.stdout.once('error', () => {}); // The callback is told as well.
    process.stdout.write(text, (error) => (error && !isClosedPipe(error) ? reject(error) : fulfil()));
  });
}

/** As a person sees it on this stream. */
export function shownOn(stream: NodeJS.WriteStream, text: string): string {
  const safe = harmless(text);
  return hasColours(stream) ? coloured(safe) : safe;
}

export function createOutput(json: boolean): Output {
  return {
    answer: (document, text) =>
      write(json ? `${JSON.stringify(document, null, 2)}\n` : `${shownOn(process.stdout, text)}\n`),
    note: (line) => {
      process.stderr.write(`${shownOn(process.stderr, line)}\n`);
    },
  };
}
