import type { NamedTensors, Tensor as PlainTensor } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission, type LoadContext, type TransformSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { storedMoments } from '../layers/batch-normalisation.js';
import { type Ask, askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights, type Weights } from '../shared/weights.js';
import { codeGeometry, padWindows } from './code-geometry.js';
import { contentSeed } from './content-seed.js';
import { encode } from './convolutional-autoencoder.js';
import { type Generator, type GeneratorBatch, generate } from './generator.js';
import { type Settings, small } from './settings.js';
import type { Strategy } from './strategies.js';
import { codesOf, meanCodes, trainAutoencoder } from './train-autoencoder.js';
import { trainGan } from './train-gan.js';
import { trainReIdentifier } from './train-re-identifier.js';
import { trainingWindows } from './training-windows.js';
import { fromUnit, toUnit } from './window-scale.js';

const files = { weights: 'weights.bin', moments: 'moments.bin', rest: 'scale-and-means.bin' };
const vector = (data: Float32Array): PlainTensor => ({ dtype: 'float32', shape: [data.length], data });

/** z of each window, by its own values: [items, size]. */
function noiseOf(windows: Float32Array, items: number, size: number): Float32Array {
  const length = windows.length / items;
  const noise = new Float32Array(items * size);
  for (let item = 0; item < items; item++) {
    const random = new Random(contentSeed(windows.subarray(item * length, (item + 1) * length)));
    for (let at = 0; at < size; at++) noise[item * size + at] = random.normal();
  }
  return noise;
}

class LoadedAnonymiser {
  readonly parameters: number;
  private readonly weights: Weights;
  private readonly moments: ReturnType<typeof storedMoments>;
  private readonly scale: { low: Float32Array; range: Float32Array };
  private readonly generator: Generator;
  /** (padded windows, noise, subjects, targets) → windows. */
  private readonly ask: Ask;

  constructor(
    private readonly context: LoadContext,
    strategy: Strategy,
    settings: Settings,
  ) {
    const { tf } = context;
    this.weights = unpackWeights(tf, context.read(files.weights));
    this.moments = storedMoments(unpackWeights(tf, context.read(files.moments)));
    this.parameters = countParameters(this.weights);
    const rest = unpackTensors(context.read(files.rest));
    const floats = (name: string): Float32Array => rest[name]!.data as Float32Array;
    this.scale = { low: floats('low'), range: floats('range') };
    const [steps, channels] = context.outputs[0]!.shape as [number, number];
    const means = rest.means!;
    this.generator = {
      strategy,
      settings,
      geometry: codeGeometry(steps, channels, settings.autoencoder.timePadding),
      means: tf.tensor2d(floats('means'), means.shape as [number, number]),
    };
    const mode = { moments: this.moments, dropping: null };
    this.ask = askable(tf, (padded, noise, subjects, targets) => {
      const code = encode(tf, this.weights, padded as Tensor4D, settings.autoencoder, mode);
      const batch = { code: code.reshape([padded!.shape[0]!, -1]), noise, subjects, targets } as GeneratorBatch;
      return [generate(tf, this.weights, this.generator, batch, mode)];
    });
  }

  transform(batch: NamedTensors, conditions: NamedTensors, items: number): NamedTensors {
    const window = batch.window!;
    const [unit] = this.ask(() => this.inputsOf(window.data as Float32Array, conditions, items));
    return { window: { dtype: 'float32', shape: window.shape, data: fromUnit(this.scale, unit!) } };
  }

  private inputsOf(values: Float32Array, conditions: NamedTensors, items: number): Tensor[] {
    const { tf } = this.context;
    const { geometry, means } = this.generator;
    const { size } = this.generator.settings.latent;
    // A track without conditions has strategies that use none.
    const oneHot = (people: PlainTensor | undefined): Tensor2D =>
      tf.oneHot(
        tf.tensor1d(people ? (people.data as Int32Array) : new Int32Array(items), 'int32'),
        means.shape[0],
        1,
        0,
        'float32',
      ) as Tensor2D;
    return [
      tf.tensor4d(padWindows(toUnit(this.scale, values), geometry), [items, ...geometry.padded, 1]),
      tf.tensor2d(noiseOf(values, items, size), [items, size]),
      oneHot(conditions.subject),
      oneHot(conditions.target),
    ];
  }
}

/** The paper's order: autoencoder alone; then, for a strategy with a loss, the re-identifier, and the generator against it and a discriminator. */
export function anonymiserSubmission(strategy: Strategy, settings: Settings = small): TransformSubmission {
  return defineSubmission({
    interaction: 'transform',
    async train(context) {
      const { tf } = context;
      const windows = trainingWindows(context, settings);
      const autoencoder = await trainAutoencoder(context, windows, settings);
      const { codes, codeSize } = codesOf(context, windows, autoencoder, settings);
      const means = meanCodes(codes, windows);
      const save = (weights: Weights, moments: Weights): void => {
        context.save(files.weights, packWeights(weights));
        context.save(files.moments, packWeights(moments));
        context.save(
          files.rest,
          packTensors({
            low: vector(windows.scale.low),
            range: vector(windows.scale.range),
            means: { dtype: 'float32', shape: [windows.classes, codeSize], data: means },
          }),
        );
      };
      const { autoencoder: first, reIdentifier: second, gan: third } = settings.training;
      if (!strategy.loss) {
        save(autoencoder.weights, autoencoder.moments);
        return { steps: autoencoder.steps, epochs: first.epochs, parameters: countParameters(autoencoder.weights) };
      }
      const reIdentifier = await trainReIdentifier(context, windows, settings);
      const generator = {
        strategy,
        settings,
        geometry: windows.geometry,
        means: tf.tensor2d(means, [windows.classes, codeSize]),
      };
      const gan = await trainGan(context, {
        windows,
        generator,
        codes,
        codeSize,
        autoencoder: autoencoder.weights,
        reIdentifier: reIdentifier.weights,
      });
      const weights = { ...autoencoder.weights, ...gan.weights };
      save(weights, { ...autoencoder.moments, ...gan.moments });
      return {
        steps: autoencoder.steps + reIdentifier.steps + gan.steps,
        epochs: first.epochs + second.epochs + third.epochs,
        parameters: countParameters(weights),
      };
    },
    load: (context) => new LoadedAnonymiser(context, strategy, settings),
  });
}
