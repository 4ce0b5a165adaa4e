import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import type { BlackBox, TaskModule } from '../../task/task-module.js';
import { blobsData, blobsTask } from '../fixtures/blobs-task.js';
import { processSessions } from '../process-sessions.js';
import type { Session } from '../session.js';
import { openExplain } from './explain.js';
import type { Answered } from './interaction-runner.js';

const speaker = fileURLToPath(new URL('../fixtures/ask-speaker.mjs', import.meta.url));
const wire = new URL('../../sandbox/fixtures/wire.mjs', import.meta.url).href;
const budget = 8;
const deadlineMs = 400;
const x = { name: 'x', dtype: 'float32' as const, shape: [4] };
const sum = { name: 'sum', dtype: 'float32' as const, shape: [] };

/** Says of each row what its first number is, after `delayMs`. */
function echo(delayMs: number): BlackBox {
  return {
    rows: [x],
    problem: ({ x: rows }) => (rows!.data.some((value) => value > 50) ? 'a value above 50' : null),
    answer: ({ x: rows }, items) => {
      const until = performance.now() + delayMs;
      while (performance.now() < until);
      const data = Float32Array.from({ length: items }, (_, row) => rows!.data[4 * row]!);
      return { value: { dtype: 'float32', shape: [items], data } };
    },
  };
}

function moduleOf(delayMs: number): TaskModule {
  const { definition } = blobsTask;
  return {
    ...blobsTask,
    definition: taskDefinitionSchema.parse({
      ...definition,
      interaction: 'explain',
      outputs: [sum],
      budgets: [...definition.budgets, { id: 'askedRows', limit: budget, unit: 'rows' }],
    }),
    blackBox: () => echo(delayMs),
  };
}

let root: string;
let session: Session | null = null;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard explain '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function start(manner: string): Session {
  const folder = mkdtempSync(join(root, `${manner} `));
  const manifest = submissionManifestSchema.parse({
    schemaVersion: 1,
    name: manner,
    version: '1.0.0',
    title: manner,
    task: 'blobs',
    track: 'plain',
    kind: 'process',
    division: 'pre-trained',
    artefact: 'artefact',
    authors: ['test'],
    source: '',
    licence: 'Apache-2.0',
    command: [process.execPath, speaker, manner, wire],
  });
  return processSessions({
    submission: { manifest, digest: '', folder, entry: null, builtIn: false },
    level: 'process',
    runtime: null,
    threads: 1,
    scratchFolder: folder,
    budgets: moduleOf(0).definition.budgets,
  }).submission({ writableFolder: null, readableFolder: null, logFile: join(folder, 'submission.log') });
}

function explainTwice(manner: string, delayMs = 0): Answered {
  session = start(manner);
  const module = moduleOf(delayMs);
  try {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const inputs = { x: { dtype: 'float32' as const, shape: [2, 4], data } };
    return openExplain(module, blobsData).ask(session, {
      id: 7,
      items: 2,
      inputs,
      outputs: module.definition.outputs,
      deadlineMs,
    });
  } finally {
    session.close();
  }
}

function failureOf(manner: string): SubmissionFailure {
  try {
    explainTwice(manner);
  } catch (error) {
    if (error instanceof SubmissionFailure) return error;
    throw error;
  }
  throw new Error(`${manner} did not fail`);
}

describe('explanations over the wire', () => {
  it('answers each ask, counts rows and asks, and gives what was explained with the counts', () => {
    const { outputs, parts } = explainTwice('honest');
    expect([...outputs.sum!.data]).toEqual([1 + 2 + 3 + 1 + 2, 1 + 2 + 3 + 1 + 2]);
    expect(outputs.asked).toEqual({ dtype: 'int32', shape: [2, 2], data: Int32Array.of(5, 2, 5, 2) });
    expect(parts.map((part) => part.asked?.rows)).toEqual([5, 5]);
  });

  it('keeps the wait for the black box apart from the submission’s own time, which alone has a deadline', () => {
    const delayMs = deadlineMs;
    const { parts, latencyMs } = explainTwice('honest', delayMs);
    for (const { latencyMs: ownMs, asked } of parts) {
      expect(asked!.waitMs).toBeGreaterThanOrEqual(2 * delayMs);
      expect(ownMs).toBeLessThan(delayMs);
    }
    expect(latencyMs).toBeCloseTo(parts[0]!.latencyMs + parts[1]!.latencyMs, 9);
  });

  it('needs no ask', () => {
    const { outputs, parts } = explainTwice('asks-nothing');
    expect([...outputs.asked!.data]).toEqual([0, 0, 0, 0]);
    expect(parts[0]!.asked).toEqual({ waitMs: 0, rows: 0 });
  });

  it.each(['greedy', 'dripping'])('stops %s at the budget of rows, with what was used', (manner) => {
    const failure = failureOf(manner);
    expect(failure).toMatchObject({ code: 'budget-exceeded', overrun: { budget: 'askedRows', used: budget + 1 } });
  });

  it.each([
    ['no-rows', 'an ask of 0 rows'],
    ['other-explanation', 'not of explain 7'],
    ['wrong-dtype', 'x is int32 [1, 4]'],
    ['wrong-shape', 'x is float32 [2, 2]'],
    ['wrong-name', 'no x'],
    ['not-finite', 'x is not finite'],
    ['out-of-range', 'a value above 50'],
    ['asks-after-answer', 'not of explain 8'],
  ])('refuses %s', (manner, message) => {
    const failure = failureOf(manner);
    expect(failure.code).toBe('wire-garbage');
    expect(failure.message).toContain(message);
  });

  it.each([
    ['no-answer', 'timeout'],
    ['ends-after-ask', 'no-answer'],
  ])('names what became of %s', (manner, code) => {
    expect(failureOf(manner).code).toBe(code);
  });

  it('is not for a task without a black box', () => {
    const { blackBox: _, ...without } = moduleOf(0);
    expect(() => openExplain(without, blobsData)).toThrow(RangeError);
  });
});
