import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import type { Session } from '../session.js';
import type { QueryCall } from './interaction-runner.js';
import { transform } from './transform.js';

const windows = (...values: number[]) => ({
  dtype: 'float32' as const,
  shape: [2, 2],
  data: Float32Array.from(values),
});
const subject = { dtype: 'int32' as const, shape: [2], data: Int32Array.of(5, 6) };
const call: QueryCall = {
  id: 9,
  items: 2,
  inputs: { window: windows(1, 2, 3, 4), subject },
  outputs: [{ name: 'window', dtype: 'float32', shape: [2] }],
  deadlineMs: 50,
};

function sessionOf(answer: NamedTensors, type: 'outputs' | 'loaded' = 'outputs') {
  const asked: unknown[] = [];
  const exchange: Session['exchange'] = (message, tensors) => {
    asked.push([message, tensors]);
    const reply =
      type === 'outputs'
        ? { type: 'outputs' as const, id: 9, tensors: [] }
        : { type: 'loaded' as const, parameters: null };
    return { message: reply, tensors: answer, receivedMs: 0, latencyMs: 3 };
  };
  return { asked, session: { exchange } as Session };
}

describe('transform', () => {
  it('sends items and conditions as one message, and times the answer as one', () => {
    const { asked, session } = sessionOf({ window: windows(4, 3, 2, 1) });
    expect(transform.ask(session, call)).toEqual({
      outputs: { window: windows(4, 3, 2, 1) },
      latencyMs: 3,
      parts: [{ latencyMs: 3, items: 2 }],
    });
    expect(asked).toEqual([[{ type: 'transform', id: 9, items: 2 }, call.inputs]]);
  });

  it('refuses a missing item, another shape, values that are not finite, and another message', () => {
    const ask = (answer: NamedTensors) => transform.ask(sessionOf(answer).session, call);
    expect(() => ask({})).toThrow('no output "window"');
    expect(() => ask({ window: { ...windows(1, 2, 3, 4), shape: [4] } })).toThrow('output "window"');
    expect(() => ask({ window: windows(1, Number.NaN, 3, 4) })).toThrow('holds NaN');
    expect(() => transform.ask(sessionOf({}, 'loaded').session, call)).toThrow('"loaded" in answer to transform 9');
  });

  it('is one message, so that queries can go out while others are unanswered', () => {
    expect(transform.oneMessage?.of(call)).toEqual({ type: 'transform', id: 9, items: 2 });
  });
});
