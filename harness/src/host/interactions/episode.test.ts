import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { EpisodeLearner } from '@paretoboard/sdk/submission.js';
import { describe, expect, it } from 'vitest';
import type { HarnessConnection } from '../harness-connection.js';
import { episode } from './episode.js';
import type { CallMessage, LoadMessage } from './host-interaction.js';

type Written = Parameters<HarnessConnection['write']>;

function connection() {
  const written: Written[] = [];
  const peer: HarnessConnection = {
    sharedMemory: false,
    read: () => {
      throw new Error('nothing to read');
    },
    write: (...frame) => written.push(frame),
  };
  return { peer, written };
}

const supportMessage: CallMessage = { type: 'episode.support', id: 1, items: 2, tensors: [] };
const queryMessage: CallMessage = { type: 'episode.predict', id: 2, items: 3, tensors: [] };
const support: NamedTensors = { label: { dtype: 'int32', shape: [2], data: Int32Array.of(4, 6) } };
const queries: NamedTensors = { x: { dtype: 'float32', shape: [3], data: Float32Array.of(1, 2, 3) } };

/** Answers each query with the query times the sum of the support's labels. */
function summing(): EpisodeLearner {
  let factor = 0;
  return {
    parameters: 1,
    support: ({ label }) => {
      factor = [...label!.data].reduce((sum, value) => sum + value, 0);
    },
    predict: ({ x }, items) => ({
      y: { dtype: 'float32', shape: [items], data: Float32Array.from(x!.data, (value) => value * factor) },
    }),
  };
}

const loadMessage: LoadMessage = {
  type: 'load',
  task: 'sums',
  track: 'plain',
  interaction: 'episode',
  inputs: [],
  outputs: [],
  artefactFolder: '',
  threads: 1,
  tensors: [],
};

describe('the host of interaction episode', () => {
  it('acknowledges a support set without tensors and answers queries from it', async () => {
    const { peer, written } = connection();
    const model = episode.serve(summing(), loadMessage);
    await model.answer(supportMessage, support, peer);
    await model.answer(queryMessage, queries, peer);
    expect(model.parameters).toBe(1);
    expect(written).toEqual([
      [{ type: 'outputs', id: 1 }, {}],
      [{ type: 'outputs', id: 2 }, { y: { dtype: 'float32', shape: [3], data: Float32Array.of(10, 20, 30) } }],
    ]);
  });

  it('serves no queries before a support set, and no other interaction', async () => {
    const { peer, written } = connection();
    const model = episode.serve(summing(), loadMessage);
    await expect(model.answer(queryMessage, queries, peer)).rejects.toThrow('before a support set');
    await expect(model.answer({ ...queryMessage, type: 'predict' }, queries, peer)).rejects.toThrow('"predict"');
    expect(written).toEqual([]);
  });

  it('says what is wrong with what a learner returned', async () => {
    const { peer } = connection();
    const model = episode.serve({ parameters: null, support: () => {}, predict: () => [1] as never }, loadMessage);
    await model.answer(supportMessage, support, peer);
    await expect(model.answer(queryMessage, queries, peer)).rejects.toThrow('predict returned no object');
  });

  it('has a null model that answers each query with zeros', async () => {
    const { peer, written } = connection();
    const outputs = [{ name: 'logits', dtype: 'float32' as const, shape: [3, 2] }];
    const load = { ...loadMessage, outputs };
    const model = episode.serve(episode.nullModel(load), load);
    await model.answer(supportMessage, support, peer);
    await model.answer(queryMessage, queries, peer);
    expect(written[1]![1]).toEqual({ logits: { dtype: 'float32', shape: [3, 2], data: new Float32Array(6) } });
  });
});
