import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import type { ItemSource } from '../task/task-module.js';
import { type AccuracyPassOptions, accuracyPass } from './accuracy-pass.js';
import { limitsOf } from './budgets.js';
import { predict } from './interactions/predict.js';
import type { Session, SessionFactory } from './session.js';

const spec = (name: string): TensorSpec => ({ name, dtype: 'float32', shape: [1] });
const one = (value: number): NamedTensors[string] => ({ dtype: 'float32', shape: [1], data: Float32Array.of(value) });

/** Answers with twice what it gets; says in `events` in which order the harness reads items, asks and is answered. */
function twice(events: string[]): Session {
  return {
    send: () => {},
    receive: () => ({ message: { type: 'loaded', parameters: 1 }, tensors: {}, receivedMs: 0 }),
    exchange: (message: { id: number }, { x }: NamedTensors, _deadlineMs: number, meanwhile?: () => void) => {
      events.push('ask');
      meanwhile?.();
      events.push('answer');
      const data = Float32Array.from(x!.data, (value) => 2 * value);
      const y = { dtype: 'float32', shape: [data.length, 1], data };
      return { message: { type: 'outputs', id: message.id, tensors: [] }, tensors: { y }, latencyMs: 1, receivedMs: 0 };
    },
    usage: () => ({}),
    close: () => events.push('close'),
  } as unknown as Session;
}

function options(test: ItemSource, batchSize: number, events: string[]): AccuracyPassOptions {
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
    sessions: { submission: () => twice(events) } as unknown as SessionFactory,
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
