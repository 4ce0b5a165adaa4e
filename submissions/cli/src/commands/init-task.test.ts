import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { itemMisfits } from '@paretoboard/harness/task/item-misfits.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTask } from '../init-task/register-task.js';
import { main } from '../program.js';

const repositoryRoot = fileURLToPath(new URL('../../../..', import.meta.url));
const registryPath = 'tasks/src/registry.ts';
/** What the new files import of their neighbours. */
const neighbours = ['tasks/src/formats', 'baselines/src/built-in.ts', 'node_modules'];

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'clone '));
  for (const path of [registryPath, ...neighbours]) mkdirSync(dirname(join(clone, path)), { recursive: true });
  cpSync(join(repositoryRoot, registryPath), join(clone, registryPath));
  for (const path of neighbours) symlinkSync(join(repositoryRoot, path), join(clone, path));
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(join(clone, path), 'utf8');

async function initTask(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  const written = (...call: unknown[]): boolean => {
    const done = call.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(written);
  const error = vi.spyOn(process.stderr, 'write').mockImplementation(written);
  try {
    const status = await main(['init-task', ...args]);
    const textOf = (spy: typeof out): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
    return { status, out: textOf(out), error: textOf(error as typeof out) };
  } finally {
    out.mockRestore();
    error.mockRestore();
  }
}

describe('init-task', () => {
  it('writes a task that reads its own surrogate and puts zeros at chance', async () => {
    const { status } = await initTask('blue-widgets', '--repository', clone);
    expect(status).toBe(0);
    const module: { default: TaskModule } = await import(join(clone, 'tasks/src/blue-widgets/task.ts'));
    const task = module.default;
    expect(taskDefinitionSchema.parse(task.definition).id).toBe('blue-widgets');
    const folder = join(clone, 'surrogate');
    mkdirSync(folder);
    await task.generateSurrogate(folder, task.surrogateSeed);
    const data = await task.open({ folder, variant: 'surrogate' });
    for (const split of ['train', 'validation', 'test'] as const)
      expect(itemMisfits(data[split].read(0), split, task.definition)).toEqual([]);
    const zeros = { logits: { dtype: 'float32', shape: [3], data: new Float32Array(3) } } as const;
    const answers = Array.from({ length: data.test.items }, (_, index) => {
      return { index, item: data.test.read(index), outputs: zeros };
    });
    expect(task.score(answers).metrics.accuracy).toBeCloseTo(task.definition.chance, 6);
  });

  it('says as JSON what it made and how many places are to be filled, and touches one file that was there', async () => {
    const { out } = await initTask('blue-widgets', '--repository', clone, '--json');
    const answer = JSON.parse(out) as { files: { path: string; marks: number }[]; registered: string };
    expect(answer.registered).toBe(registryPath);
    for (const { path, marks } of answer.files) expect(read(path).split('FILL:').length - 1).toBe(marks);
    expect(answer.files.reduce((sum, { marks }) => sum + marks, 0)).toBeGreaterThan(20);
    const made = answer.files.map(({ path }) => dirname(path));
    expect([...new Set(made)].sort()).toEqual([
      'baselines/src/blue-widgets',
      'harness/src/claims/papers',
      'tasks/src/blue-widgets',
    ]);
    expect(read(registryPath)).toContain(
      "  'blue-widgets': async () => (await import('./blue-widgets/task.js')).default,\n",
    );
  });

  it('leaves no name of the skeleton behind', async () => {
    await initTask('blue-widgets', '--repository', clone);
    for (const folder of ['tasks/src/blue-widgets', 'baselines/src/blue-widgets'])
      for (const name of readdirSync(join(clone, folder)))
        expect(`${name} ${read(join(folder, name))}`).not.toMatch(/my-task|@paretoboard\/(tasks|baselines)/);
  });

  it('does not overwrite a task, and changes nothing then', async () => {
    await initTask('blue-widgets', '--repository', clone);
    const before = read(registryPath);
    const { status, error } = await initTask('blue-widgets', '--repository', clone);
    expect(status).toBe(2);
    expect(error).toContain('tasks/src/blue-widgets/README.md exists');
    expect(read(registryPath)).toBe(before);
  });

  it.each(['Blue Widgets', '../outside', 'a/b', ''])('refuses the id "%s"', async (id) => {
    const { status, error } = await initTask(id, '--repository', clone);
    expect(status).toBe(2);
    expect(error).toContain('lower-case words joined by hyphens');
    expect(existsSync(join(clone, 'baselines/src', id, 'built-ins.ts'))).toBe(false);
  });

  it('says where it looked for a repository', async () => {
    const { status, error } = await initTask('blue-widgets', '--repository', tmpdir());
    expect(status).toBe(2);
    expect(error).toContain(`found no ${registryPath}`);
  });
});

describe('the line in the registry', () => {
  const registry = "const loaders = {\n  'b-task': async () => x,\n  d: async () => x,\n};\n";

  it.each([
    ['a-task', 1],
    ['c-task', 2],
    ['e', 3],
  ])('stands in order: %s', (id, line) => {
    expect(withTask(registry, id).split('\n')[line]).toContain(`import('./${id}/task.js')`);
  });

  it('is quoted where an id needs it', () => {
    expect(withTask(registry, 'e')).toContain('\n  e: async');
    expect(withTask(registry, '3d-task')).toContain("\n  '3d-task': async");
  });

  it('needs the list', () => {
    expect(() => withTask('nothing', 'a')).toThrow('expected a list');
  });
});
