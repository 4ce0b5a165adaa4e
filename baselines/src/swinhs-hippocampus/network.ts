import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { dense, denseWeights } from '../layers/dense.js';
import { joinChannels } from '../layers/join-channels.js';
import { patchEmbedding, patchEmbeddingWeights, patchMerging, patchMergingWeights } from '../layers/patch-merging.js';
import { residualBlock, residualBlockWeights } from '../layers/residual-block.js';
import { spatialExcitation, spatialExcitationWeights } from '../layers/spatial-excitation.js';
import { swinBlock, swinBlockWeights } from '../layers/swin-block.js';
import { upsampleVolume } from '../layers/upsample-volume.js';
import type { Volume } from '../layers/volume.js';
import type { Weights } from '../shared/weights.js';
import { elsaBlock, elsaBlockWeights } from './elsa-block.js';
import type { NetworkSettings, Stage } from './settings.js';
import type { VolumeNetwork } from './volume-network.js';

/** One block of a stage of the encoder. */
class Block {
  private readonly channels: number;
  private readonly hidden: number;
  private readonly name: string;

  constructor(
    { channels, widening }: NetworkSettings,
    private readonly stage: Stage,
    level: number,
    private readonly index: number,
  ) {
    this.channels = channels * 2 ** (level - 1);
    this.hidden = widening * this.channels;
    this.name = `stage${level}/${stage.kind}${index + 1}`;
  }

  weights(tf: TensorFlow, random: Random): Weights {
    const { kind, heads, window } = this.stage;
    const { name, channels, hidden } = this;
    if (kind === 'elsa') return elsaBlockWeights(tf, random, name, channels, { heads, hidden });
    if (kind === 'swin') return swinBlockWeights(tf, random, name, channels, { heads, hidden, window });
    return residualBlockWeights(tf, random, name, channels, channels);
  }

  apply(tf: TensorFlow, weights: Weights, x: Volume): Volume {
    const { kind, heads, window } = this.stage;
    const { name, hidden } = this;
    if (kind === 'elsa') return elsaBlock(tf, weights, name, x, { heads, hidden });
    if (kind === 'swin') return swinBlock(tf, weights, name, x, this.index % 2 === 1, { heads, hidden, window });
    return residualBlock(tf, weights, name, x);
  }
}

function blocksOf(settings: NetworkSettings, level: number): Block[] {
  const stage = settings.stages[level - 1]!;
  return Array.from({ length: stage.blocks }, (_, index) => new Block(settings, stage, level, index));
}

/** A residual block with what is learned about places: of the decoder. */
class Refining {
  constructor(private readonly hasExcitation: boolean) {}

  weights(tf: TensorFlow, random: Random, name: string, channelsIn: number, channelsOut: number): Weights {
    return {
      ...residualBlockWeights(tf, random, name, channelsIn, channelsOut),
      ...(this.hasExcitation ? spatialExcitationWeights(tf, random, `${name}/excitation`, channelsOut) : {}),
    };
  }

  apply(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
    const refined = residualBlock(tf, weights, name, x);
    return this.hasExcitation ? spatialExcitation(tf, weights, `${name}/excitation`, refined) : refined;
  }
}

/** Channels at a level: 0 is full resolution, level i has sides of 1 / 2^i. */
function channelsAt({ channels, fineChannels }: NetworkSettings, level: number): number {
  return level === 0 ? fineChannels : channels * 2 ** (level - 1);
}

function initialWeights(tf: TensorFlow, random: Random, settings: NetworkSettings): Weights {
  const refining = new Refining(settings.hasSpatialExcitation);
  const deepest = settings.stages.length;
  let weights: Weights = refining.weights(tf, random, 'skip0', 1, settings.fineChannels);
  for (let level = 1; level <= deepest; level++) {
    const width = channelsAt(settings, level);
    const entrance =
      level === 1
        ? patchEmbeddingWeights(tf, random, 'embed', 1, width)
        : patchMergingWeights(tf, random, `merge${level}`, width / 2);
    const blocks = blocksOf(settings, level).map((block) => block.weights(tf, random));
    const skip = refining.weights(tf, random, `skip${level}`, width, width);
    weights = { ...weights, ...entrance, ...Object.assign({}, ...blocks), ...skip };
  }
  for (let level = deepest - 1; level >= 0; level--) {
    const [below, width] = [channelsAt(settings, level + 1), channelsAt(settings, level)];
    weights = { ...weights, ...refining.weights(tf, random, `decode${level}`, below + width, width) };
  }
  return { ...weights, ...denseWeights(tf, random, 'head', settings.fineChannels, 1) };
}

/** Features of every level, the raw volume first. */
function encode(tf: TensorFlow, weights: Weights, volume: Volume, settings: NetworkSettings): Volume[] {
  const features = [volume];
  for (let level = 1; level <= settings.stages.length; level++) {
    const before = features.at(-1)!;
    let x =
      level === 1 ? patchEmbedding(tf, weights, 'embed', before) : patchMerging(tf, weights, `merge${level}`, before);
    for (const block of blocksOf(settings, level)) x = block.apply(tf, weights, x);
    features.push(x);
  }
  return features;
}

function logits(tf: TensorFlow, weights: Weights, volume: Volume, settings: NetworkSettings): Volume {
  const refining = new Refining(settings.hasSpatialExcitation);
  const skips = encode(tf, weights, volume, settings).map((features, level) =>
    refining.apply(tf, weights, `skip${level}`, features),
  );
  let x = skips.at(-1)!;
  for (let level = skips.length - 2; level >= 0; level--) {
    const merged = joinChannels(tf, [upsampleVolume(tf, x), skips[level]!]);
    x = refining.apply(tf, weights, `decode${level}`, merged);
  }
  return dense(tf, weights, 'head', x);
}

/**
 * SwinHS: patches of 2 × 2 × 2; an encoder of ELSA blocks first and Swin blocks after them, patch merging between stages; at each resolution, the raw volume's among them, a
 * residual block with spatial squeeze and excitation on the encoder's features; up-sampled and merged by residual blocks of the same kind; 1 × 1 × 1 convolution.
 */
export function swinHs(settings: NetworkSettings): VolumeNetwork {
  return {
    multiple: 2 ** settings.stages.length,
    initialWeights: (tf, random) => initialWeights(tf, random, settings),
    logits: (tf, weights, x) => logits(tf, weights, x, settings),
  };
}
