import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAnswersSchema } from '@paretoboard/contract/answers.js';
import { cacheFolder } from '@paretoboard/harness/places.js';
import type { DescribedAnswers } from '@paretoboard/tasks/answers/describe-answers.js';
import { z } from 'zod';

/** Bumped whenever what is worked out changes. */
const formVersion = 1;

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
  const text = await readFile(fileOf(digest, environment), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = keptSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Keeps it below the cache: a published record never changes. A full disk costs only the time to work it out again. */
export async function keepAnswers(digest: string, answers: DescribedAnswers, environment = process.env): Promise<void> {
  const file = fileOf(digest, environment);
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  const pictures = Object.entries(answers.pictures).map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString('base64'),
  ]);
  const text = JSON.stringify({ ...answers, pictures: Object.fromEntries(pictures) });
  await mkdir(join(file, '..'), { recursive: true })
    .then(() => writeFile(draft, text))
    .then(() => rename(draft, file))
    .catch((error: unknown) => console.error(error));
}
