import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import type { ItemSource } from '../task/task-module.js';
import { type AccuracyPassOptions, accuracyPass } from './accuracy-pass.js';
import { limitsOf } from './budgets.js';
import { predict } from './interactions/predict.js';
import type { Session, SessionFactory } from './session.js';

const spec = (name: string): TensorSpec => ({ name, dtype: 'float32', shape: [1] });
const one = (value: number): NamedTensors[string] => ({ dtype: 'float32', shape: [1], data: Float32Array.of(value) });

const outputs = (id: number) => ({ type: 'outputs', id, tensors: [] });

/** Answers with twice what it gets; says in `events` in which order the harness reads items, asks and is answered. */
function twice(events: string[], answer: (x: number) => number = (x) => 2 * x): Session {
  const open: { id: number; data: Float32Array }[] = [];
  return {
    send: (message: { type: string; id: number }, { x }: NamedTensors) => {
      if (message.type === 'load') return;
      events.push('ask');
      open.push({ id: message.id, data: Float32Array.from(x!.data, answer) });
    },
    receive: () => {
      if (open.length === 0) return { message: { type: 'loaded', parameters: 1 }, tensors: {}, receivedMs: 0 };
      expect(open).toHaveLength(1);
      events.push('answer');
      const { id, data } = open.pop()!;
      const y = { dtype: 'float32', shape: [data.length, 1], data };
      return { message: outputs(id), tensors: { y }, receivedMs: performance.now() };
    },
    usage: () => ({}),
    close: () => events.push('close'),
  } as unknown as Session;
}

function options(test: ItemSource, batchSize: number, events: string[], session = twice(events)): AccuracyPassOptions {
  return {
    task: { id: 'doubling', inputs: [spec('x')], outputs: [spec('y')], timing: { batchSize } },
    track: { id: 'all', testInputs: ['x'] },
    interaction: predict,
    limits: limitsOf([]),
    threads: 1,
    artefactFolder: '/nowhere',
    constants: {},
    test,
    orderSeed: 3,
    sessions: { submission: () => session } as unknown as SessionFactory,
    logFile: '/nowhere/log',
    onProgress: () => {},
  } as unknown as AccuracyPassOptions;
}

function numbers(items: number, events: string[]): ItemSource {
  return {
    items,
    read: (index) => {
      events.push('read');
      return { inputs: { x: one(index) }, targets: { t: one(2 * index) }, attributes: {}, group: '' };
    },
  };
}

describe('the accuracy pass', () => {
  it.each([1, 2, 3, 7, 10])('gives each of 7 items its own answer at batch size %i', (batchSize) => {
    const { answers } = accuracyPass(options(numbers(7, []), batchSize, []));
    expect(answers.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(answers.map(({ outputs }) => outputs.y!.data[0])).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(answers.map(({ item }) => item.targets.t!.data[0])).toEqual([0, 2, 4, 6, 8, 10, 12]);
  });

  it('reads the next items while the submission answers, but for the first call, which is a figure', () => {
    const events: string[] = [];
    accuracyPass(options(numbers(3, events), 1, events));
    expect(events).toEqual(['read', 'ask', 'answer', 'read', 'ask', 'read', 'answer', 'ask', 'answer', 'close']);
  });

  it('judges every answer, the last and one after which the next query is out already', () => {
    for (const wrong of [0, 1, 2]) {
      const events: string[] = [];
      let asked = 0;
      const session = twice(events, (x) => (asked++ === wrong ? Number.NaN : 2 * x));
      expect(() => accuracyPass(options(numbers(3, []), 1, [], session))).toThrow(SubmissionFailure);
      expect(events.filter((event) => event === 'ask')).toHaveLength(Math.min(3, wrong + 2));
      expect(events.at(-1)).toBe('close');
    }
  });

  it('does not send the next query after another message, or after the answer to another query', () => {
    for (const message of [outputs(7), { type: 'loaded', parameters: null }]) {
      const events: string[] = [];
      const session = twice(events);
      const { receive } = session;
      session.receive = (...limits) => {
        const received = receive(...limits);
        return events.filter((event) => event === 'answer').length === 2
          ? ({ ...received, message } as never)
          : received;
      };
      expect(() => accuracyPass(options(numbers(3, []), 1, [], session))).toThrow('in answer to predict 1');
      expect(events.slice(-3)).toEqual(['ask', 'answer', 'close']);
    }
  });

  it('does not blame the submission for an item that cannot be read', () => {
    const events: string[] = [];
    const whole = numbers(3, events);
    const read: ItemSource['read'] = (index) => {
      if (events.length > 4) throw new RangeError('a damaged file');
      return whole.read(index);
    };
    expect(() => accuracyPass(options({ items: 3, read }, 1, events))).toThrow(RangeError);
    expect(events.at(-2)).toBe('ask');
  });
});
