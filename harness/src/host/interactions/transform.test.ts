import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { Transformer } from '@paretoboard/sdk/submission.js';
import { describe, expect, it } from 'vitest';
import type { HarnessConnection } from '../harness-connection.js';
import type { CallMessage, LoadMessage } from './host-interaction.js';
import { transform } from './transform.js';

const load: LoadMessage = {
  type: 'load',
  task: 'anonymous-windows',
  track: 'conditioned',
  interaction: 'transform',
  inputs: [
    { name: 'window', dtype: 'float32', shape: [2] },
    { name: 'subject', dtype: 'int32', shape: [] },
  ],
  outputs: [{ name: 'window', dtype: 'float32', shape: [2] }],
  artefactFolder: '/nowhere',
  threads: 1,
  tensors: [],
};
const message: CallMessage = { type: 'transform', id: 4, items: 2, tensors: [] };
const tensors: NamedTensors = {
  window: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
  subject: { dtype: 'int32', shape: [2], data: Int32Array.of(10, 20) },
};

/** Adds its subject to each value. */
const adding: Transformer = {
  parameters: 3,
  transform: ({ window }, { subject }) => ({
    window: { ...window!, data: Float32Array.from(window!.data, (value, at) => value + subject!.data[at >> 1]!) },
  }),
};

async function answerOf(transformer: Transformer, asked = message): Promise<unknown[]> {
  const written: unknown[] = [];
  const connection = { write: (...frame: unknown[]) => written.push(frame) } as unknown as HarnessConnection;
  await transform.serve(transformer, load).answer(asked, tensors, connection);
  return written;
}

describe('transform', () => {
  it('hands over what is to be changed apart from the conditions', async () => {
    let seen: string[][] = [];
    const written = await answerOf({
      ...adding,
      transform: (batch, conditions, items) => {
        seen = [Object.keys(batch), Object.keys(conditions)];
        return adding.transform(batch, conditions, items);
      },
    });
    expect(seen).toEqual([['window'], ['subject']]);
    expect(written).toMatchObject([
      [{ type: 'outputs', id: 4 }, { window: { shape: [2, 2], data: Float32Array.of(11, 12, 23, 24) } }],
    ]);
  });

  it('says what is wrong with an answer that is no tensor', async () => {
    await expect(answerOf({ ...adding, transform: () => [1] as never })).rejects.toThrow(
      'transform returned no object',
    );
  });

  it('does not serve another interaction', async () => {
    await expect(answerOf(adding, { type: 'predict', id: 1, items: 2, tensors: [] })).rejects.toThrow(
      '"predict" is not served',
    );
  });

  it('has a null model of zeros', async () => {
    const written = await answerOf(transform.nullModel(load));
    expect(written).toMatchObject([[{ id: 4 }, { window: { shape: [2, 2], data: new Float32Array(4) } }]]);
  });
});
