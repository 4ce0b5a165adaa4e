import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import { SubmissionFailure } from '../../sandbox/submission-failure.js';
import type { OutgoingMessage, Session } from '../session.js';
import { episode } from './episode.js';

interface Sent {
  readonly message: OutgoingMessage;
  readonly tensors: NamedTensors;
}

/** A session that answers queries with `answer`, after 3 ms for a support set and 5 ms for queries. */
function session(answer: (queries: NamedTensors) => NamedTensors, reply: 'outputs' | 'loaded' = 'outputs') {
  const sent: Sent[] = [];
  const exchange: Session['exchange'] = (message, tensors) => {
    sent.push({ message, tensors });
    const isSupport = message.type === 'episode.support';
    const id = 'id' in message ? message.id : 0;
    return {
      message: reply === 'outputs' ? { type: 'outputs', id, tensors: [] } : { type: 'loaded', parameters: null },
      tensors: isSupport ? {} : answer(tensors),
      latencyMs: isSupport ? 3 : 5,
      receivedMs: 0,
    };
  };
  return { session: { exchange } as unknown as Session, sent };
}

const outputs: TensorSpec[] = [{ name: 'logits', dtype: 'float32', shape: [3, 2] }];
/** Two episodes: supports of two rows, three queries each. */
const inputs: NamedTensors = {
  picture: { dtype: 'uint8', shape: [2, 2, 1], data: Uint8Array.of(1, 2, 11, 12) },
  label: { dtype: 'int32', shape: [2, 2], data: Int32Array.of(0, 1, 1, 0) },
  query: { dtype: 'uint8', shape: [2, 3, 1], data: Uint8Array.of(3, 4, 5, 13, 14, 15) },
};
const call = { id: 7, items: 2, inputs, outputs, deadlineMs: 100 };
const pairs = ({ query }: NamedTensors): NamedTensors => ({
  logits: {
    dtype: 'float32',
    shape: [3, 2],
    data: Float32Array.from([...query!.data].flatMap((value) => [value, -value])),
  },
});

describe('interaction episode', () => {
  it('sends the support set, then all queries, episode after episode', () => {
    const { session: peer, sent } = session(pairs);
    episode(['query']).ask(peer, call);
    expect(sent.map(({ message }) => message)).toEqual([
      { type: 'episode.support', id: 7, items: 2 },
      { type: 'episode.predict', id: 7, items: 3 },
      { type: 'episode.support', id: 7, items: 2 },
      { type: 'episode.predict', id: 7, items: 3 },
    ]);
    expect(Object.keys(sent[0]!.tensors)).toEqual(['picture', 'label']);
    expect(Object.keys(sent[1]!.tensors)).toEqual(['query']);
    expect(sent[2]!.tensors.label).toEqual({ dtype: 'int32', shape: [2], data: Int32Array.of(1, 0) });
  });

  it('gives answers by episode, and one timed part for both calls of each', () => {
    const answered = episode(['query']).ask(session(pairs).session, call);
    expect(answered.outputs.logits).toEqual({
      dtype: 'float32',
      shape: [2, 3, 2],
      data: Float32Array.of(3, -3, 4, -4, 5, -5, 13, -13, 14, -14, 15, -15),
    });
    expect(answered.parts).toEqual([
      { latencyMs: 8, items: 1 },
      { latencyMs: 8, items: 1 },
    ]);
    expect(answered.latencyMs).toBe(16);
  });

  it('is a conversation: no query can be sent while another is unanswered', () => {
    expect(episode(['query']).oneMessage).toBeNull();
  });

  it.each([
    [
      'no answer to each query',
      () => ({ logits: { dtype: 'float32' as const, shape: [2, 2], data: new Float32Array(4) } }),
      'wrong-output',
    ],
    ['no such output', () => ({}), 'wrong-output'],
    [
      'not a number',
      () => ({ logits: { dtype: 'float32' as const, shape: [3, 2], data: new Float32Array(6).fill(Number.NaN) } }),
      'non-finite-output',
    ],
  ])('refuses %s', (_what, answer, code) => {
    const ask = () => episode(['query']).ask(session(answer).session, call);
    expect(ask).toThrow(SubmissionFailure);
    expect(ask).toThrow(expect.objectContaining({ code }));
  });

  it('refuses another message in answer to a support set', () => {
    const ask = () => episode(['query']).ask(session(pairs, 'loaded').session, call);
    expect(ask).toThrow('message "loaded" in answer to episode.support 7');
  });

  it('refuses items whose support set has no one number of rows', () => {
    const uneven = { ...inputs, label: { dtype: 'int32' as const, shape: [2, 1], data: Int32Array.of(0, 1) } };
    expect(() => episode(['query']).ask(session(pairs).session, { ...call, inputs: uneven })).toThrow(
      'picture, label: expected one number of rows, found 2, 1',
    );
  });
});
