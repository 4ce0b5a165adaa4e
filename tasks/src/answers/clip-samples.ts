import type { ClipSample } from '@paretoboard/contract/samples.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import { rocAuc } from '@paretoboard/harness/metrics/roc.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Raster } from '../images/crop-resize.js';
import type { Album } from './album.js';
import { spreadItems } from './spread-items.js';

const clipCount = 4;
const mostPoints = 120;
const longestSide = 240;

type Fields = ShownAs<'clip'>;

function clipsOf(answers: readonly Answer[]): Answer[][] {
  const clips = new Map<string, Answer[]>();
  for (const answer of answers) {
    const clip = clips.get(answer.item.group);
    if (clip) clip.push(answer);
    else clips.set(answer.item.group, [answer]);
  }
  return [...clips.values()];
}

/** One channel of a picture of bytes. */
function channelOf({ shape, data }: Tensor, channel: number): Raster {
  const [height, width, channels] = shape as [number, number, number];
  const grey = Uint8Array.from({ length: width * height }, (_, pixel) => data[pixel * channels + channel]!);
  return { width, height, channels: 1, data: grey };
}

/** First and last of each stretch of ones. */
function stretches(labels: readonly number[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  labels.forEach((label, frame) => {
    const last = found.at(-1);
    if (label !== 1) return;
    if (last?.to === frame - 1) last.to = frame;
    else found.push({ from: frame, to: frame });
  });
  return found;
}

function indexOfLargest(values: readonly number[], from: number, end: number): number {
  let best = from;
  for (let at = from + 1; at < end; at++) if (values[at]! > values[best]!) best = at;
  return best;
}

const short = (value: number): number => Number(value.toPrecision(4));

/** The largest of each stretch: a single frame that stands out must not fall between two points. */
function pointsOf(scores: readonly number[]): ClipSample['scores'] {
  const count = Math.min(scores.length, mostPoints);
  const edge = (point: number): number => Math.floor((point * scores.length) / count);
  return Array.from({ length: count }, (_, point) => {
    const frame = indexOfLargest(scores, edge(point), edge(point + 1));
    return { frame, score: short(scores[frame]!) };
  });
}

function meanWhere(scores: readonly number[], labels: readonly number[], wanted: number): number | null {
  const chosen = scores.filter((_, frame) => labels[frame] === wanted);
  return chosen.length === 0 ? null : short(chosen.reduce((sum, value) => sum + value, 0) / chosen.length);
}

function sampleOf(clip: readonly Answer[], score: Score, fields: Fields, album: Album): ClipSample {
  const scores = clip.map(({ outputs }) => outputs[fields.score]!.data[0]!);
  const labels = clip.map(({ item }) => item.targets[fields.label]!.data[0]!);
  const peak = indexOfLargest(scores, 0, scores.length);
  const { index, item } = clip[peak]!;
  return {
    kind: 'clip',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    clip: item.group,
    frames: clip.length,
    scores: pointsOf(scores),
    abnormal: stretches(labels),
    meanNormal: meanWhere(scores, labels, 0),
    meanAbnormal: meanWhere(scores, labels, 1),
    auc: labels.includes(0) && labels.includes(1) ? rocAuc(scores, labels) : null,
    peak: {
      frame: peak,
      score: short(scores[peak]!),
      isAbnormal: labels[peak] === 1,
      picture: album.addSmall(`item-${index}`, channelOf(item.inputs[fields.frames]!, fields.channel), longestSide),
    },
  };
}

/** Clips spread over the test split: the score of their frames beside the labels, and the frame with the largest one. */
export function clipSamples(answers: readonly Answer[], score: Score, fields: Fields, album: Album): ClipSample[] {
  const clips = clipsOf(answers);
  return spreadItems(clips.length, clipCount).map((at) => sampleOf(clips[at]!, score, fields, album));
}
