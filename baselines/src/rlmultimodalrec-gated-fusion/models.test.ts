import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { symmetricallyNormalised } from '../layers/neighbour-sum.js';
import { countParameters, type Weights } from '../shared/weights.js';
import { lightGcn } from './lightgcn-model.js';
import { matrixFactorisation } from './matrix-factorisation-model.js';
import { convolvedUsers, fusedItems, multimodal } from './multimodal-model.js';
import { binaryCrossEntropy, pairwiseRanking, type RankingModel } from './ranking-model.js';
import { full, small } from './settings.js';
import type { Shop } from './shop.js';

let tf: TensorFlow;
let shop: Shop;
const random = new Random(4);

function normals(rows: number, columns: number): Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: rows * columns }, () => random.normal()),
    [rows, columns],
  );
}

beforeAll(async () => {
  tf = (await openRuntime('cpu')).tf;
  shop = {
    users: 3,
    items: 4,
    // User 2 took nothing.
    toUsers: symmetricallyNormalised(tf, Int32Array.of(0, 1, 1, 2), Int32Array.of(0, 0, 1, 1), 4, 3),
    image: normals(4, 6),
    text: normals(4, 5),
  };
});

const largest = (x: Tensor): number => tf.max(tf.abs(x)).dataSync()[0]!;
const options = { width: 8, policyHidden: 16, fusion: 'gate' } as const;
const weightsOf = (model: RankingModel): Weights => model.initialWeights(tf, new Random(1), shop);

/** Trained weights: none is zero. */
const anyWeights = (model: RankingModel): Weights =>
  Object.fromEntries(
    Object.entries(weightsOf(model)).map(([name, { shape, size }]) => [
      name,
      tf.tensor(
        Float32Array.from({ length: size }, () => random.normal(0, 0.5)),
        shape,
      ),
    ]),
  );

describe('RLMultimodalRec', () => {
  it('has every component of the paper', () => {
    expect(Object.keys(weightsOf(multimodal(options))).sort()).toEqual([
      'gate/bias',
      'gate/matrix',
      'image/bias',
      'image/matrix',
      'items',
      'policy/first',
      'policy/first-bias',
      'policy/second',
      'policy/second-bias',
      'text/bias',
      'text/matrix',
      'users',
    ]);
    expect(multimodal(options).loss).toBe(binaryCrossEntropy);
  });

  it('has the paper’s number of parameters in full', () => {
    const model = multimodal({ width: full.width, policyHidden: full.policyHidden, fusion: 'gate' });
    const official = {
      users: 10,
      items: 20,
      image: tf.zeros([20, 4096]) as Tensor2D,
      text: tf.zeros([20, 384]) as Tensor2D,
    };
    const parts = { identities: 30 * 64, image: 262_208, text: 24_640, gate: 8_256, policy: 16_576 };
    const sum = Object.values(parts).reduce((a, b) => a + b, 0);
    expect(countParameters(model.initialWeights(tf, new Random(1), official))).toBe(sum);
  });

  it('differs between full and small in widths and numbers of steps only', () => {
    expect(Object.keys(small)).toEqual(Object.keys(full));
    const { mostStepsPerEpoch, validationPairs, ...rest } = small.training;
    expect(full.training).toMatchObject(rest);
    expect([mostStepsPerEpoch, validationPairs, small.layers]).toEqual([64, 2_000, full.layers]);
  });

  it('gives a user without interactions the zero vector, and ignores the embeddings of items', () => {
    const model = multimodal({ ...options, policyHidden: null });
    const weights = anyWeights(model);
    const { users } = model.vectors(tf, weights, shop);
    expect([...users.slice([2, 0], [1, -1]).dataSync()]).toEqual(Array(8).fill(0));
    expect(largest(users)).toBeGreaterThan(0.01);
    const others = model.vectors(tf, { ...weights, items: normals(4, 8) }, shop);
    expect(largest(tf.sub(others.users, users))).toBe(0);
    expect(model.idle).toEqual(['items']);
  });

  it('convolves two layers along the normalised graph', () => {
    const identities = normals(3, 8);
    const dense = tf.tensor2d([
      [1 / Math.sqrt(2), 1 / 2, 0, 0],
      [0, 1 / 2, 1 / Math.sqrt(2), 0],
      [0, 0, 0, 0],
    ]);
    const expected = tf.matMul(dense, tf.matMul(dense, identities, true));
    expect(largest(tf.sub(convolvedUsers(tf, identities, shop), expected))).toBeLessThan(1e-6);
  });

  it('fuses by a gate: at its extremes one modality is left', () => {
    const weights = anyWeights(multimodal(options));
    const only = (fusion: 'image' | 'text') => fusedItems(tf, weights, shop, fusion);
    for (const [bias, fusion] of [
      [60, 'image'],
      [-60, 'text'],
    ] as const) {
      const decided = { ...weights, 'gate/bias': tf.fill([8], bias) };
      expect(largest(tf.sub(fusedItems(tf, decided, shop, 'gate'), only(fusion)))).toBeLessThan(1e-5);
    }
    expect(largest(tf.sub(only('image'), only('text')))).toBeGreaterThan(0.1);
  });

  it('begins as the plain dot product: the policy adds nothing yet', () => {
    const model = multimodal(options);
    const weights = weightsOf(model);
    const { users } = model.vectors(tf, weights, shop);
    expect(largest(tf.sub(users, convolvedUsers(tf, weights.users as Tensor2D, shop)))).toBe(0);
    const trained = anyWeights(model);
    const moved = model.vectors(tf, trained, shop).users;
    expect(largest(tf.sub(moved, convolvedUsers(tf, trained.users as Tensor2D, shop)))).toBeGreaterThan(0.01);
  });

  it('lets the loss reach every weight but the idle ones', () => {
    const model = multimodal(options);
    const weights = anyWeights(model);
    const names = Object.keys(weights).filter((name) => !model.idle.includes(name));
    const gradients = tf.grads((...tensors: Tensor[]) => {
      const { users, items } = model.vectors(
        tf,
        { ...weights, ...Object.fromEntries(names.map((name, at) => [name, tensors[at]!])) },
        shop,
      );
      return tf.sum(tf.square(tf.matMul(users, items, false, true)));
    })(names.map((name) => weights[name]!));
    expect(names.filter((_, at) => largest(gradients[at]!) === 0)).toEqual([]);
  });
});

describe('comparators', () => {
  it('LightGCN without layers is matrix factorisation, and averages its layers', () => {
    const model = lightGcn(8, 0);
    const weights = anyWeights(model);
    const flat = matrixFactorisation(8).vectors(tf, weights, shop);
    expect(largest(tf.sub(model.vectors(tf, weights, shop).items, flat.items))).toBe(0);
    const { users } = lightGcn(8, 2).vectors(tf, weights, shop);
    // A user without interactions keeps a third of the identity.
    const alone = (x: Tensor): Tensor => tf.slice(x, [2, 0], [1, 8]);
    expect(largest(tf.sub(alone(users), tf.div(alone(flat.users), 3)))).toBeLessThan(1e-6);
  });

  it('have the losses by their definition', () => {
    const [taken, not] = [tf.tensor1d([1, -2]), tf.tensor1d([0.5, 3])];
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const crossEntropy = [sigmoid(1), sigmoid(-2), 1 - sigmoid(0.5), 1 - sigmoid(3)].map((p) => -Math.log(p));
    expect(binaryCrossEntropy(tf, taken, not).dataSync()[0]).toBeCloseTo(crossEntropy.reduce((a, b) => a + b) / 4, 5);
    const ranking = (-Math.log(sigmoid(0.5)) - Math.log(sigmoid(-5))) / 2;
    expect(pairwiseRanking(tf, taken, not).dataSync()[0]).toBeCloseTo(ranking, 5);
  });
});
