import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interactionSchema } from '@paretoboard/contract/interaction.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Finished, run } from './testing/paretoboard.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-init-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Surrogates are generated once, in the cache that other tests use as well.
const call = (...parameters: string[]): Promise<Finished> =>
  run(parameters, {
    PARETOBOARD_HOME: join(folder, 'home'),
    PARETOBOARD_RUNTIME: 'cpu',
  });

/** The first registered task of each interaction. */
const oneOfEach = await Promise.all(
  interactionSchema.options.map(async (interaction) => {
    for (const id of taskIds)
      if ((await loadTask(id)).definition.interaction === interaction) return { interaction, id };
    throw new Error(`no task of interaction ${interaction}`);
  }),
);

describe('init', () => {
  test.concurrent.for(oneOfEach)('what it makes for $interaction ($id) passes check', async ({ id }, { expect }) => {
    const path = join(folder, `new-${id}`);
    const made = await call('init', path, '--task', id, '--json');
    expect(made).toMatchObject({ status: 0 });
    expect(JSON.parse(made.stdout)).toMatchObject({
      path,
      files: expect.arrayContaining(['submission.ts', 'README.md']),
    });
    const checked = await call('check', path, '--json');
    expect(JSON.parse(checked.stdout)).toMatchObject({
      ok: true,
      problems: [],
      smoke: { reason: null, answers: { items: expect.any(Number) }, repeated: { ok: true } },
    });
  });

  test('writes a manifest for the track and the name that were asked for, and explains each of its fields', async () => {
    const path = join(folder, 'My Method!');
    const task = 'manifold-label-propagation-fewshot';
    const { definition } = await loadTask(task);
    const track = definition.tracks[1]!;
    expect(await call('init', path, '--task', task, '--track', track.id)).toMatchObject({ status: 0 });
    const manifest = submissionManifestSchema.parse(JSON.parse(readFileSync(join(path, 'paretoboard.json'), 'utf8')));
    expect(manifest).toMatchObject({
      name: 'my-method',
      track: track.id,
      kind: 'tfjs-module',
      division: 'from-scratch',
    });
    const readme = readFileSync(join(path, 'README.md'), 'utf8');
    for (const field of Object.keys(manifest)) expect(readme).toContain(`| \`${field}\` |`);
    const code = readFileSync(join(path, 'submission.ts'), 'utf8');
    expect(code).toContain("'oneShotImages'");
    expect(code).not.toContain("'my-");
  });

  test('touches no folder that holds something', async () => {
    const path = join(folder, 'taken');
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.txt'), 'years');
    const refused = await call('init', path, '--task', taskIds[0]!);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('empty');
    expect(readFileSync(join(path, 'thesis.txt'), 'utf8')).toBe('years');
  });

  test('refuses data-only kinds where they cannot serve', async () => {
    const refused = await call('init', join(folder, 'explaining'), '--task', 'r-lime', '--kind', 'onnx');
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('cannot ask');
  });
});
