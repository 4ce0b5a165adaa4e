import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../task/task-module.js';
import { blobsData, blobsTask } from '../fixtures/blobs-task.js';
import type { Questioner } from './ask.js';
import { batchParityLeg } from './batch-parity.js';

const { test } = blobsData;
const task = { ...blobsTask.definition, scenarios: ['single-stream', 'multi-stream'] as const };

type Respond = (batch: readonly NamedTensors[]) => number[][];

function logits(values: number[]): NamedTensors {
  return { logits: { dtype: 'float32', shape: [3], data: Float32Array.from(values) } };
}

/** Asks a model that is a function of the whole batch. */
function questionerOf(respond: Respond): Questioner {
  const ask = (inputs: readonly NamedTensors[], itemsPerQuery = 1) => {
    const outputs: NamedTensors[] = [];
    for (let from = 0; from < inputs.length; from += itemsPerQuery)
      outputs.push(...respond(inputs.slice(from, from + itemsPerQuery)).map(logits));
    return { outputs, latenciesMs: [] };
  };
  return { ask } as unknown as Questioner;
}

const own = ({ x }: NamedTensors): number[] => [...x!.data.slice(0, 3)];
const independent: Respond = (batch) => batch.map(own);
/** As batch normalisation does that was left in its training mode. */
const centred: Respond = (batch) =>
  batch.map((inputs) => own(inputs).map((value, at) => value - batch.reduce((sum, one) => sum + own(one)[at]!, 0)));
/** Computes the first of a batch, and repeats it. */
const lazy: Respond = (batch) => batch.map(() => own(batch[0]!));

function parityOf(respond: Respond, definition = blobsTask.definition) {
  const answers = Array.from({ length: test.items }, (_, index): Answer => {
    const item = test.read(index);
    return { index, item, outputs: logits(respond([item.inputs])[0]!) };
  });
  return batchParityLeg(questionerOf(respond), test, answers, definition, 1);
}

describe('batchParityLeg', () => {
  const batched = { ...task, scenarios: [...task.scenarios] };

  it('finds no difference where each item is answered from its own inputs', () => {
    expect(parityOf(independent, batched)).toEqual({ batchSize: 8, compared: 32, largest: 0 });
  });

  it.each([
    ['batch statistics', centred],
    ['one answer for a whole batch', lazy],
  ])('finds %s', (_, respond) => {
    expect(parityOf(respond, batched)!.largest).toBeGreaterThan(0.1);
  });

  it('does not ask where no scenario sends larger batches', () => {
    expect(parityOf(centred)).toBeNull();
  });
});
