import { once } from 'node:events';

/** Where a command writes: the answer to standard output, everything else to standard error. */
export interface Output {
  /** The one answer: the JSON document with --json, else the text. */
  answer(document: unknown, text: string): Promise<void>;
  note(line: string): void;
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export function createOutput(json: boolean): Output {
  return {
    answer: (document, text) => write(json ? `${JSON.stringify(document, null, 2)}\n` : `${text}\n`),
    note: (line) => {
      process.stderr.write(`${line}\n`);
    },
  };
}
