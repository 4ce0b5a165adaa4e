import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { SequenceModel } from '@paretoboard/sdk/submission.js';
import { describe, expect, it } from 'vitest';
import type { HarnessConnection } from '../harness-connection.js';
import type { CallMessage, LoadMessage } from './host-interaction.js';
import { sequence } from './sequence.js';

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

const scalar = (value: number) => ({ dtype: 'float32' as const, shape: [1], data: Float32Array.of(value) });
const begin = (id: number): CallMessage => ({ type: 'sequence.begin', id, tensors: [] });
const step = (id: number): CallMessage => ({ type: 'sequence.step', id, tensors: [] });
const end = (id: number): CallMessage => ({ type: 'sequence.end', id });

/** Answers the sum of the start and all frames. */
function summing(): SequenceModel {
  let sum = 0;
  return {
    parameters: 3,
    begin: ({ start }) => {
      sum = start!.data[0]!;
    },
    step: ({ frame }): NamedTensors => {
      sum += frame!.data[0]!;
      return { sum: scalar(sum) };
    },
  };
}

describe('the host of interaction sequence', () => {
  it('answers each step from the start of its own sequence', async () => {
    const { peer, written } = connection();
    const model = sequence.serve(summing(), {} as LoadMessage);
    for (const start of [10, 20]) {
      await model.answer(begin(start), { start: scalar(start) }, peer);
      await model.answer(step(start + 1), { frame: scalar(1) }, peer);
      await model.answer(step(start + 2), { frame: scalar(2) }, peer);
      await model.answer(end(start + 3), {}, peer);
    }
    expect(model.parameters).toBe(3);
    expect(written).toEqual(
      [10, 20].flatMap((start) => [
        [{ type: 'outputs', id: start }, {}],
        [{ type: 'outputs', id: start + 1 }, { sum: scalar(start + 1) }],
        [{ type: 'outputs', id: start + 2 }, { sum: scalar(start + 3) }],
        [{ type: 'outputs', id: start + 3 }, {}],
      ]),
    );
  });

  it('serves no step or end outside a sequence, no beginning within one, and no other interaction', async () => {
    const { peer, written } = connection();
    const model = sequence.serve(summing(), {} as LoadMessage);
    await expect(model.answer(step(1), { frame: scalar(1) }, peer)).rejects.toThrow('outside a sequence');
    await expect(model.answer(end(1), {}, peer)).rejects.toThrow('outside a sequence');
    await expect(model.answer({ type: 'predict', id: 1, items: 1, tensors: [] }, {}, peer)).rejects.toThrow(
      '"predict" is not served',
    );
    expect(written).toEqual([]);
    await model.answer(begin(1), { start: scalar(0) }, peer);
    await expect(model.answer(begin(2), { start: scalar(0) }, peer)).rejects.toThrow('within a sequence');
  });

  it('says what is wrong with what a step returned', async () => {
    const { peer } = connection();
    const model = sequence.serve({ ...summing(), step: () => [1] as never }, {} as LoadMessage);
    await model.answer(begin(1), { start: scalar(0) }, peer);
    await expect(model.answer(step(2), { frame: scalar(1) }, peer)).rejects.toThrow('step returned no object');
  });

  it('tells a model that its sequence is over', async () => {
    const { peer } = connection();
    let ended = 0;
    const model = sequence.serve({ ...summing(), end: () => void ended++ }, {} as LoadMessage);
    await model.answer(begin(1), { start: scalar(0) }, peer);
    expect(ended).toBe(0);
    await model.answer(end(2), {}, peer);
    expect(ended).toBe(1);
  });

  it('has a null model that answers each step with zeros, however long the sequence', async () => {
    const { peer, written } = connection();
    const boxes = {
      name: 'boxes',
      dtype: 'float32' as const,
      shape: [null, 4],
      follows: { input: 'frames', times: 1 },
    };
    const load = { outputs: [boxes] } as unknown as LoadMessage;
    const model = sequence.serve(sequence.nullModel(load), load);
    await model.answer(begin(1), {}, peer);
    await model.answer(step(2), {}, peer);
    expect(written[1]![1]).toEqual({ boxes: { dtype: 'float32', shape: [1, 4], data: new Float32Array(4) } });
  });
});
