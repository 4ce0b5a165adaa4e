import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { z } from 'zod';
import type { OpenModel } from './open-model.js';
import type { LoadModel } from './open-pipeline.js';

/** Written by our own host, which alone runs in a process that serves a model: what a submission says of itself is never read here. */
const countedSchema = z.object({
  /** Floating-point operations of all calls of the model so far, at least: a product and its sum are two. */
  operations: z.number().int().min(0),
  /** The most per millisecond that the same runtime with the same threads was seen to do in a product of large matrices. */
  peakOperationsPerMs: z.number().positive(),
});
export type CountedOperations = z.infer<typeof countedSchema>;

const fileName = 'operations.json';
const [peakSide, peakRounds] = [768, 8];

/** @returns null where nothing was counted */
export function readCountedOperations(folder: string): CountedOperations | null {
  const path = join(folder, fileName);
  return existsSync(path) ? countedSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** Product of two matrices of `side` × `side`, float32. */
export type MultiplyMatrices = (side: number) => Promise<void>;

/** Floating-point operations per millisecond in a product of large matrices: the quickest of some rounds; the first, which warms up, does not count. */
export async function peakOperationsPerMs(multiply: MultiplyMatrices): Promise<number> {
  await multiply(peakSide);
  let quickestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < peakRounds; round++) {
    const begun = performance.now();
    await multiply(peakSide);
    quickestMs = Math.min(quickestMs, performance.now() - begun);
  }
  return (2 * peakSide ** 3) / quickestMs;
}

/** Loads models that count what they are asked to compute into a file of `folder`, as slowly as that takes: for a process that is not timed. */
export async function countingLoader(
  loadModel: LoadModel,
  multiply: MultiplyMatrices,
  folder: string,
): Promise<LoadModel> {
  const peak = await peakOperationsPerMs(multiply);
  let operations = 0;
  const add = (counted: number): void => {
    operations += counted;
    const content: CountedOperations = { operations, peakOperationsPerMs: peak };
    const path = join(folder, fileName);
    writeFileSync(`${path}.new`, JSON.stringify(content));
    renameSync(`${path}.new`, path);
  };
  return async (path, file) => {
    const model = await loadModel(path, file);
    const counting: OpenModel = {
      inputs: model.inputs,
      outputs: model.outputs,
      parameters: model.parameters,
      operations: (feeds, outputs) => model.operations(feeds, outputs, folder),
      run: async (feeds: NamedTensors, outputs) => {
        add(await model.operations(feeds, outputs, folder));
        return model.run(feeds, outputs);
      },
    };
    return counting;
  };
}
