import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtInsOf } from '@paretoboard/baselines/registry.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import type { PredictSubmission } from '@paretoboard/sdk/submission.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { describe, expect, it } from 'vitest';

const baselines = fileURLToPath(new URL('../baselines/src', import.meta.url));

/** The TypeScript source of a compiled entry: tests run sources. */
const sourceOf = (entry: URL): URL =>
  new URL(entry.href.replace(/\/dist\/(?!.*\/dist\/)/, '/src/').replace(/\.js$/, '.ts'));

/** Not a task's: what several of them import. */
const common = ['layers', 'shared', 'testing'];

it('every folder of baselines is a task’s, or shared', () => {
  const folders = readdirSync(baselines, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map((entry) => entry.name).filter((name) => !common.includes(name));
  expect(names.sort()).toEqual([...taskIds].sort());
});

/** docs/decisions/0116. */
it.each(taskIds.map((id) => [id]))(
  '%s has a wall clock for its trainings of a known step, and four cores for as long',
  async (id) => {
    const { budgets } = (await loadTask(id)).definition;
    const limitOf = (budget: string): number | undefined => budgets.find((one) => one.id === budget)?.limit;
    const wallSeconds = limitOf('trainingWallSeconds');
    expect([60, 900, 1_800, 3_600]).toContain(wallSeconds);
    expect(limitOf('trainingCpuSeconds')).toBe(4 * (wallSeconds ?? Number.NaN));
  },
);

describe.each(taskIds.map((id) => [id]))('built-in submissions of %s', (id) => {
  const builtIns = builtInsOf(id);
  const names = builtIns.map((builtIn) => builtIn.manifest.name);

  it('are the paper’s method under the task’s name, the null submission, at least two others, each once', () => {
    expect(names).toEqual(expect.arrayContaining([id, 'null']));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(3);
  });

  it('have the majority class where a class is asked for', async () => {
    const { targets, outputs } = (await loadTask(id)).definition;
    const asksClass = targets.length === 1 && targets[0]!.shape.length === 0 && outputs[0]!.shape.length === 1;
    if (asksClass) expect(names).toContain('majority-class');
  });

  it.each(builtIns.map((builtIn) => [builtIn.manifest.name, builtIn] as const))(
    '%s has a manifest of this task, a source and an implementation',
    async (_name, builtIn) => {
      const { definition } = await loadTask(id);
      const { manifest, entryUrl } = builtIn;
      expect(submissionManifestSchema.parse(manifest)).toEqual(manifest);
      expect(manifest.task).toBe(id);
      expect(definition.tracks.map((track) => track.id)).toContain(manifest.track);
      expect(entryUrl.pathname.endsWith(`/${manifest.entry}`)).toBe(true);
      const source = sourceOf(entryUrl);
      expect(existsSync(source)).toBe(true);
      expect(existsSync(new URL(`../${manifest.source}`, import.meta.url))).toBe(true);
      const { default: submission } = (await import(fileURLToPath(source))) as { default: PredictSubmission };
      expect(submission).toMatchObject({
        interaction: definition.interaction,
        train: expect.any(Function),
        load: expect.any(Function),
      });
    },
  );

  it('are what claims and quality bar refer to', async () => {
    const { claims, qualityBar } = (await loadTask(id)).definition;
    expect(names).toContain(qualityBar.reference);
    expect(names).toEqual(expect.arrayContaining(claims.flatMap((claim) => claim.submission ?? [])));
  });
});
