import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutAnswers } from '@paretoboard/tasks/answers/describe-answers.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepAnswers, keptAnswers } from './kept-answers.js';

const digest = 'a'.repeat(64);
const answers = { ...withoutAnswers('no labels'), pictures: { 'a.png': Uint8Array.of(137, 80, 78, 71) } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept answers '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives back what was kept, pictures too', async () => {
  const environment = { PARETOBOARD_CACHE: folder };
  expect(await keptAnswers(digest, environment)).toBeNull();
  keepAnswers(digest, answers, environment);
  expect(await keptAnswers(digest, environment)).toEqual(answers);
});

it.each(['{"classes": nu', '{"classes": 1}', ''])('takes a damaged file for none: %j', async (text) => {
  const environment = { PARETOBOARD_CACHE: folder };
  keepAnswers(digest, answers, environment);
  const [name] = readdirSync(join(folder, 'answers'));
  writeFileSync(join(folder, 'answers', name!), text);
  expect(await keptAnswers(digest, environment)).toBeNull();
});
