import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';

/** Reads a file of JSON Lines, each line by a schema. @throws ZodError, SyntaxError */
export async function* readJsonLines<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): AsyncGenerator<z.output<Schema>> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield schema.parse(JSON.parse(line));
}

/** Writes a file of JSON Lines. */
export async function writeJsonLines(
  path: string,
  documents: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const document of documents) yield `${JSON.stringify(document)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
