import { findNativeLibrary } from '@paretoboard/harness/runtimes/native-library.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { graphsKey } from '@paretoboard/sdk/graphs.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeGeometry } from './anonymisation-har-gan/code-geometry.js';
import { autoencoderWeights } from './anonymisation-har-gan/convolutional-autoencoder.js';
import { reIdentifierWeights } from './anonymisation-har-gan/re-identifier.js';
import { small } from './anonymisation-har-gan/settings.js';
import { conditioned } from './anonymisation-har-gan/strategies.js';
import { trainGan } from './anonymisation-har-gan/train-gan.js';
import { fitWindowScale } from './anonymisation-har-gan/window-scale.js';
import { gaussianAutoencoder } from './dp-svae/gaussian-autoencoder.js';
import { pixels } from './dp-svae/picture-scale.js';
import { spikingAutoencoder } from './dp-svae/spiking-autoencoder.js';
import { trainPlainly, trainPrivately } from './dp-svae/train-autoencoder.js';
import { symmetricallyNormalised } from './layers/neighbour-sum.js';
import { conv4 } from './manifold-label-propagation-fewshot/backbone.js';
import { trainFewShot } from './manifold-label-propagation-fewshot/training.js';
import { multimodal } from './rlmultimodalrec-gated-fusion/multimodal-model.js';
import type { RankingModel } from './rlmultimodalrec-gated-fusion/ranking-model.js';
import { trainRanking } from './rlmultimodalrec-gated-fusion/train-ranking.js';
import { networkWeights } from './sda-vi-reid/network.js';
import { peopleOf } from './sda-vi-reid/people.js';
import { lengthOf } from './sda-vi-reid/pictures.js';
import { trainStage } from './sda-vi-reid/train-stage.js';
import { variablesOf } from './shared/weights.js';
import { trainDetector } from './yolov5-apple-picking/train-detector.js';

type Tools = Pick<TrainContext, 'tf' | 'random' | 'progress'>;

/** Trains a little. @returns tensors of what was learnt */
type Training = (tools: Tools) => Promise<readonly Tensor[]>;

function uniform(seed: number, length: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length }, () => random.uniform(-1, 1));
}

const spiking = { channels: [2, 3], steps: 2, latent: 3, outputsPerUnit: 2, hidden: [4, 5] } as const;
const pictures = 16;
const autoencoderSettings = { epochs: 4, batchSize: 6, microBatch: 8, learningRate: 1e-2, weightDecay: 1e-3 };

const autoencoderTraining =
  (autoencoder: ReturnType<typeof gaussianAutoencoder>, isPrivate: boolean): Training =>
  async (tools) => {
    const variables = variablesOf(tools.tf, autoencoder.initialWeights(tools.tf, new Random(4)));
    const levels = uniform(5, pictures * pixels);
    const task = { autoencoder, settings: autoencoderSettings, levels, variables };
    if (isPrivate) trainPrivately(tools, task, { sigma: 0.1, clip: 3 });
    else await trainPlainly(tools, task);
    return Object.values(variables);
  };

const detectorTraining: Training = async (tools) => {
  const random = new Random(6);
  const examples = Array.from({ length: 6 }, (_, index) => ({
    values: uniform(index, 32 * 32 * 3),
    // None at all in the first: the number of targets is another one in each batch.
    boxes: Array.from(
      { length: index % 4 },
      () =>
        [random.uniform(0, 16), random.uniform(0, 16), random.uniform(5, 16), random.uniform(5, 16)] as [
          number,
          number,
          number,
          number,
        ],
    ),
  }));
  const configuration = {
    size: [32, 32],
    widths: [2, 2, 2, 2, 2],
    depths: [1, 1, 1, 1],
    neckDepth: 1,
    epochs: 2,
    batchSize: 2,
    learningRate: 1e-3,
  } as const;
  return Object.values((await trainDetector(tools, { configuration, eca: true }, examples)).variables);
};

const rankingTraining =
  (model: RankingModel): Training =>
  async (tools) => {
    const { tf } = tools;
    const [users, items, pairs] = [12, 20, 60];
    const random = new Random(7);
    const taken = (): Int32Array => Int32Array.from({ length: pairs }, () => random.integer(items));
    const train = { users: Int32Array.from({ length: pairs }, (_, at) => at % users), items: taken() };
    const shop = {
      users,
      items,
      toUsers: symmetricallyNormalised(tf, train.items, train.users, items, users, 0),
      image: tf.tensor2d(uniform(8, items * 6), [items, 6]),
      text: tf.tensor2d(uniform(9, items * 5), [items, 5]),
    };
    const settings = {
      batchSize: 16,
      mostStepsPerEpoch: 10,
      epochs: 4,
      patience: 9,
      learningRate: 1e-2,
      validationPairs: 10,
    };
    const { tables } = await trainRanking(tools, model, shop, train, { ...train, items: taken() }, settings);
    return [tf.tensor1d(tables.users), tf.tensor1d(tables.items)];
  };

const reIdTraining: Training = async (tools) => {
  const { tf } = tools;
  const size = [8, 4] as const;
  const people = 4;
  const items = people * 8;
  const each = (of: (item: number) => number): Int32Array => Int32Array.from({ length: items }, (_, at) => of(at));
  const labelled = {
    items,
    size,
    values: uniform(10, items * lengthOf(size)),
    identity: each((at) => at % people),
    domain: each((at) => (at % people < people / 2 ? 0 : 1)),
    modality: each((at) => Math.floor(at / people) % 2),
  };
  const network = {
    size,
    stem: { filter: 3, width: 4, hasPool: false },
    trunk: [{ kind: 'plain', blocks: 1, width: 6, stride: 2, nonLocal: 1 }],
  } as const;
  const settings = { network, learningRate: 1e-3, steps: { stageOne: 10, stageTwo: 10 } };
  const variables = variablesOf(tf, networkWeights(tf, new Random(11), network));
  const parts = [peopleOf(labelled, 0), peopleOf(labelled, 1)];
  await trainStage(tools, variables, settings, { pictures: labelled, parts, steps: 20, alignment: 'hd-mmd' });
  return Object.values(variables);
};

const ganTraining: Training = async (tools) => {
  const { tf } = tools;
  const [items, classes, window] = [14, 3, [40, 9] as const];
  const unit = uniform(12, items * window[0] * window[1]);
  const settings = {
    ...small,
    autoencoder: { ...small.autoencoder, channels: [2, 3, 3] },
    latent: { ...small.latent, size: 3, hidden: 4 },
    discriminator: [2, 2, 3],
    reIdentifier: { ...small.reIdentifier, filters: 2, units: 3 },
    // The last batch of an epoch is smaller: another graph.
    training: { ...small.training, gan: { epochs: 4, batchSize: 5, learningRate: 5e-3, decay: 0.9 } },
  } as const;
  const geometry = codeGeometry(...window, settings.autoencoder.timePadding);
  const [time, width] = geometry.encoded.at(-1)!;
  const codeSize = time * width * settings.autoencoder.channels[2];
  const progress: Tools['progress'] = ({ values, ...rest }) =>
    tools.progress({ ...rest, values: { loss: values!.generatorLoss! + values!.discriminatorLoss! } });
  const { weights } = await trainGan({ ...tools, progress } as TrainContext, {
    windows: {
      items,
      classes,
      geometry,
      scale: fitWindowScale(unit, window[1]),
      unit,
      subjects: Int32Array.from({ length: items }, (_, at) => at % classes),
    },
    generator: {
      strategy: conditioned,
      settings,
      geometry,
      means: tf.tensor2d(uniform(13, classes * codeSize), [classes, codeSize]),
    },
    codes: uniform(14, items * codeSize),
    codeSize,
    autoencoder: autoencoderWeights(tf, new Random(15), settings.autoencoder),
    reIdentifier: reIdentifierWeights(tf, new Random(16), settings.reIdentifier, window, classes),
  });
  return Object.values(weights);
};

const fewShotTraining: Training = async ({ tf, random, progress }) => {
  const [classes, ofEach, side] = [5, 4, 16];
  const items = classes * ofEach;
  const labels = Int32Array.from({ length: items }, (_, at) => at % classes);
  const rows = {
    items,
    side,
    channels: 1,
    images: uniform(17, items * side * side),
    labels,
    byClass: Array.from({ length: classes }, (_, label) =>
      [...labels.keys()].filter((row) => labels[row] === label),
    ).map((members) => Int32Array.from(members)),
  };
  const configuration = {
    backbone: conv4(side, 1, 3),
    preTraining: { batchSize: 8, epochs: 3, steps: 9 },
    fineTuning: { episodes: 10, queriesPerClass: 2, learningRateShare: 0.1 },
  };
  const method = { configuration, components: { smoothing: true, labelPropagation: true }, shots: 1 };
  const tools = {
    tf,
    random,
    progress: (({ values, ...rest }) =>
      progress({ ...rest, values: { loss: values!.loss ?? values!.episodeLoss! } })) as Tools['progress'],
  };
  return Object.values((await trainFewShot(tools, method, rows)).variables);
};

const trainings: [string, Training][] = [
  ['dp-svae', autoencoderTraining(spikingAutoencoder(spiking), true)],
  ['ann-vae', autoencoderTraining(gaussianAutoencoder(spiking), false)],
  ['yolov5-apple-picking', detectorTraining],
  ['rlmultimodalrec-gated-fusion', rankingTraining(multimodal({ width: 4, policyHidden: 4, fusion: 'gate' }))],
  ['sda-vi-reid', reIdTraining],
  ['anonymisation-har-gan', ganTraining],
  ['manifold-label-propagation-fewshot', fewShotTraining],
];

/** Where no native TensorFlow was built there are no graphs: `doctor` and set-up say so. */
describe.skipIf(!findNativeLibrary())('training in compiled steps', () => {
  let tf: TensorFlow & { [graphsKey]?: unknown };
  let said: string[];
  beforeAll(async () => {
    ({ tf } = await openRuntime('tensorflow'));
  });
  beforeEach(() => {
    said = [];
    vi.spyOn(console, 'warn').mockImplementation((line: string) => void said.push(line));
  });
  afterEach(() => vi.restoreAllMocks());

  /** Losses of the epochs, then what was learnt. */
  async function numbersOf(training: Training): Promise<number[]> {
    const losses: number[] = [];
    const progress: Tools['progress'] = ({ values }) => void losses.push(values!.loss!);
    const learnt = await training({ tf, random: new Random(1), progress });
    return [...losses, ...learnt.flatMap((tensor) => [...tensor.dataSync()])];
  }

  it.each(trainings)(
    'learns what steps operation by operation learn: %s',
    async (_, training) => {
      const compiled = await numbersOf(training);
      expect(said).toEqual([]);
      const graphs = tf[graphsKey];
      delete tf[graphsKey];
      const plain = await numbersOf(training);
      tf[graphsKey] = graphs;
      expect(compiled).toHaveLength(plain.length);
      const far = plain.map((value, at) => Math.abs(compiled[at]! - value) / (0.1 + Math.abs(value)));
      expect(Math.max(...far)).toBeLessThan(1e-3);
      expect(plain[0]).not.toBe(plain[1]);
    },
    180_000,
  );
});
