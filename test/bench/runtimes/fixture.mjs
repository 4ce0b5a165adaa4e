import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packWeights } from '@paretoboard/baselines/shared/weights.js';
import { Random } from '@paretoboard/sdk/random.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

/** Batches that the steps go round in. */
const BATCHES = 4;
const weightsFile = 'weights.bin';
const dataFile = 'data.bin';

/** Writes what all programs begin with: initial weights and batches, the same bytes for each. */
export function writeFixture(folder, tf, model, seed) {
  const random = new Random(seed);
  writeFileSync(join(folder, weightsFile), packWeights(model.weights(tf, random.fork('weights'))));
  const draw = random.fork('data');
  const tensors = {};
  for (let batch = 0; batch < BATCHES; batch++) {
    for (const [name, tensor] of Object.entries(model.batch(model.batchSize, draw)))
      tensors[`${batch}/${name}`] = tensor;
  }
  for (const [name, tensor] of Object.entries(model.batch(1, draw))) tensors[`one/${name}`] = tensor;
  writeFileSync(join(folder, dataFile), packTensors(tensors));
}

/** @returns weights by name, batches, and the inputs of one item */
export function readFixture(folder) {
  const tensors = unpackTensors(readFileSync(join(folder, dataFile)));
  const group = (prefix) =>
    Object.fromEntries(
      Object.entries(tensors).flatMap(([name, tensor]) =>
        name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), tensor]] : [],
      ),
    );
  const batches = Array.from({ length: BATCHES }, (_, index) => group(String(index)));
  return { weights: readFileSync(join(folder, weightsFile)), batches, one: group('one') };
}
