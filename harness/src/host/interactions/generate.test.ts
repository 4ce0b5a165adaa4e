import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { Generator } from '@paretoboard/sdk/submission.js';
import { describe, expect, it } from 'vitest';
import type { HarnessConnection } from '../harness-connection.js';
import { generate } from './generate.js';
import type { CallMessage, LoadMessage } from './host-interaction.js';

const load: LoadMessage = {
  type: 'load',
  task: 'pictures',
  track: 'plain',
  interaction: 'generate',
  inputs: [],
  outputs: [
    { name: 'reconstruction', dtype: 'float32', shape: [3] },
    { name: 'sample', dtype: 'float32', shape: [2] },
  ],
  artefactFolder: '/nowhere',
  threads: 1,
  tensors: [],
};
const reconstruct: CallMessage = { type: 'generate.reconstruct', id: 4, items: 2, tensors: [] };
const sample: CallMessage = { type: 'generate.sample', id: 5, items: 2, tensors: [] };
const image = { dtype: 'uint8' as const, shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
const seed = { dtype: 'int32' as const, shape: [2], data: Int32Array.of(8, 9) };

const echo: Generator = {
  parameters: 7,
  reconstruct: ({ image }, items) => ({ dtype: 'float32', shape: [items, 3], data: Float32Array.from(image!.data) }),
  sample: (seeds) => ({ dtype: 'float32', shape: [2, 2], data: Float32Array.of(seeds[0]!, 0, seeds[1]!, 0) }),
};

async function answerOf(generator: Generator, message: CallMessage, tensors: NamedTensors): Promise<unknown[]> {
  const written: unknown[] = [];
  const connection = { write: (...frame: unknown[]) => written.push(frame) } as unknown as HarnessConnection;
  await generate.serve(generator, load).answer(message, tensors, connection);
  return written;
}

describe('generate', () => {
  it('hands items to reconstruct and seeds to sample, and names what comes back', async () => {
    expect(await answerOf(echo, reconstruct, { image })).toMatchObject([
      [{ type: 'outputs', id: 4 }, { reconstruction: { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) } }],
    ]);
    expect(await answerOf(echo, sample, { seed })).toMatchObject([
      [{ type: 'outputs', id: 5 }, { sample: { shape: [2, 2], data: Float32Array.of(8, 0, 9, 0) } }],
    ]);
  });

  it('says what is wrong with an answer that is no tensor', async () => {
    const wrong = { ...echo, sample: () => [1, 2] as never };
    await expect(answerOf(wrong, sample, { seed })).rejects.toThrow('"sample"');
  });

  it('does not serve another interaction', async () => {
    const predict: CallMessage = { type: 'predict', id: 1, items: 2, tensors: [] };
    await expect(answerOf(echo, predict, { image })).rejects.toThrow('"predict" is not served');
  });

  it('has a null model of zeros', async () => {
    const nothing = generate.nullModel(load);
    expect(await answerOf(nothing, reconstruct, { image })).toMatchObject([
      [{ id: 4 }, { reconstruction: { shape: [2, 3], data: new Float32Array(6) } }],
    ]);
    expect(await answerOf(nothing, sample, { seed })).toMatchObject([
      [{ id: 5 }, { sample: { shape: [2, 2], data: new Float32Array(4) } }],
    ]);
  });
});
