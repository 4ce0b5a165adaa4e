import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { recordAnswersSchema } from '@paretoboard/contract/answers.js';
import { cacheFolder } from '@paretoboard/harness/places.js';
import { writeAtomically } from '@paretoboard/harness/records/write-atomically.js';
import type { DescribedAnswers } from '@paretoboard/tasks/answers/describe-answers.js';
import { z } from 'zod';

/** Bumped whenever what is worked out changes. */
const formVersion = 2;

const keptSchema = recordAnswersSchema
  .pick({ classes: true, classesReason: true, samples: true, samplesReason: true })
  .extend({
    pictures: z.record(
      z.string(),
      z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
    ),
  });

function fileOf(digest: string, environment: NodeJS.ProcessEnv): string {
  return join(cacheFolder(environment), 'answers', `${digest}-v${formVersion}.json`);
}

/** What was worked out of a record before; null: nothing, or nothing that can be read. */
export async function keptAnswers(digest: string, environment = process.env): Promise<DescribedAnswers | null> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(fileOf(digest, environment), 'utf8')));
  } catch {
    return null;
  }
}

/** Keeps it below the cache: a published record never changes. A full disk costs only the time to work it out again. */
export function keepAnswers(digest: string, answers: DescribedAnswers, environment = process.env): void {
  const file = fileOf(digest, environment);
  const pictures = Object.entries(answers.pictures).map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString('base64'),
  ]);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, JSON.stringify({ ...answers, pictures: Object.fromEntries(pictures) }));
  } catch (error) {
    console.error(error);
  }
}
