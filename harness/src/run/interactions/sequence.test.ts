import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import type { Exchanged, OutgoingMessage, Session } from '../session.js';
import { sequence } from './sequence.js';

interface Sent {
  readonly message: Extract<OutgoingMessage, { id: number }>;
  readonly tensors: NamedTensors;
}

type Reply = Pick<Exchanged, 'message' | 'tensors'>;

const outputs: TensorSpec[] = [{ name: 'sum', dtype: 'float32', shape: [null, 2] }];
const call = (items: number, inputs: NamedTensors) => ({ id: 5, items, inputs, outputs, deadlineMs: 100 });
/** Two sequences of three frames of two values each, with one number at the start. */
const inputs: NamedTensors = {
  start: { dtype: 'int32', shape: [2], data: Int32Array.of(100, 200) },
  frame: { dtype: 'uint8', shape: [2, 3, 2], data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) },
};
const plain = (sent: Sent): Reply => ({ message: { type: 'outputs', id: sent.message.id, tensors: [] }, tensors: {} });

/** Sums the frames so far onto the start; `change` spoils an answer. 5 ms for the beginning, 1, 2, 3 … ms for the steps. */
function session(change: (reply: Reply, sent: Sent, steps: number) => Reply = (reply) => reply) {
  const sent: Sent[] = [];
  let state = [0, 0];
  let steps = 0;
  const exchange: Session['exchange'] = (message, tensors) => {
    const one = { message, tensors } as Sent;
    sent.push(one);
    const reply = { ...plain(one) };
    if (message.type === 'sequence.begin') state = [tensors.start!.data[0]!, tensors.start!.data[0]!];
    if (message.type === 'sequence.begin') steps = 0;
    if (message.type === 'sequence.step') {
      state = state.map((value, at) => value + tensors.frame!.data[at]!);
      reply.tensors = { sum: { dtype: 'float32', shape: [1, 2], data: Float32Array.from(state) } };
      steps += 1;
    }
    return { ...change(reply, one, steps), latencyMs: message.type === 'sequence.step' ? steps : 5, receivedMs: 0 };
  };
  return { session: { exchange } as unknown as Session, sent };
}

function failureOf(change: Parameters<typeof session>[0]): SubmissionFailure {
  try {
    sequence(['frame']).ask(session(change).session, call(2, inputs));
  } catch (error) {
    if (error instanceof SubmissionFailure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('interaction sequence', () => {
  it('begins, steps frame by frame and ends, sequence after sequence, each message with a number of its own', () => {
    const { session: peer, sent } = session();
    sequence(['frame']).ask(peer, call(2, inputs));
    const once = ['begin', 'step', 'step', 'step', 'end'].map((name) => `sequence.${name}`);
    expect(sent.map(({ message }) => message.type)).toEqual([...once, ...once]);
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(sent.length);
    expect(sent[5]!.tensors).toEqual({ start: { dtype: 'int32', shape: [1], data: Int32Array.of(200) } });
    expect(sent[7]!.tensors).toEqual({ frame: { dtype: 'uint8', shape: [1, 2], data: Uint8Array.of(9, 10) } });
    expect(sent[9]!.tensors).toEqual({});
  });

  it('gathers the answers along the steps; a sequence knows nothing of the one before', () => {
    const runner = sequence(['frame']);
    const { session: peer } = session();
    const { outputs: both } = runner.ask(peer, call(2, inputs));
    const expected = [101, 102, 104, 106, 109, 112, 207, 208, 216, 218, 227, 230];
    expect(both.sum).toEqual({ dtype: 'float32', shape: [2, 3, 2], data: Float32Array.from(expected) });
    expect(runner.ask(peer, call(2, inputs)).outputs).toEqual(both);
  });

  it('times each step as one sample, and neither beginning nor end', () => {
    const { parts, latencyMs } = sequence(['frame']).ask(session().session, call(2, inputs));
    expect(parts).toEqual([1, 2, 3, 1, 2, 3].map((latencyMs) => ({ latencyMs, items: 1 })));
    expect(latencyMs).toBe(12);
  });

  it('refuses the answer to another step than the one that was asked', () => {
    const late = failureOf((reply, { message }, steps) =>
      steps === 2 && message.type === 'sequence.step'
        ? { ...reply, message: { type: 'outputs', id: message.id - 1, tensors: [] } }
        : reply,
    );
    expect(late.reason.code).toBe('wire-garbage');
  });

  it.each([
    ['a step without its output', {}],
    ['the whole sequence at once', { sum: { dtype: 'float32', shape: [3, 2], data: new Float32Array(6) } }],
    ['another dtype', { sum: { dtype: 'float64', shape: [1, 2], data: new Float64Array(2) } }],
  ] as [string, NamedTensors][])('refuses %s', (_name, tensors) => {
    const wrong = failureOf((reply, { message }, steps) =>
      message.type === 'sequence.step' && steps === 3 ? { ...reply, tensors } : reply,
    );
    expect(wrong.reason.code).toBe('wrong-output');
  });

  it('refuses a step of another size than the first, where the size is free', () => {
    const free = { ...call(1, inputs), outputs: [{ name: 'sum', dtype: 'float32' as const, shape: [null, null] }] };
    const { session: peer } = session((reply, _sent, steps) =>
      steps < 2
        ? reply
        : { ...reply, tensors: { sum: { dtype: 'float32', shape: [1, 1], data: new Float32Array(1) } } },
    );
    expect(() => sequence(['frame']).ask(peer, free)).toThrow('"sum" is float32 [1, 1]');
  });

  it('takes an item without steps for a fault of the task', () => {
    expect(() => sequence(['none']).ask(session().session, call(2, inputs))).toThrow(RangeError);
  });

  it('cannot be sent ahead of its answers', () => {
    expect(sequence(['frame']).oneMessage).toBeNull();
  });
});
