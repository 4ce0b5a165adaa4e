import type { ClassSample } from '@paretoboard/contract/answers.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { largestClass } from '@paretoboard/harness/records/class-results.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import { rasterOf } from './raster-of.js';
import { spreadItems } from './spread-items.js';

const spreadCount = 8;
const mistakeCount = 4;
const shownClasses = 3;
const longestSide = 128;
const signalPoints = 96;
const signalChannels = 6;

function shares(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const labelOf = ({ item }: Answer): number => item.targets.label!.data[0]!;

/** Wrong answers without a tie, the surest first. */
function surestMistakes(answers: readonly Answer[]): Answer[] {
  return answers
    .map((answer) => ({ answer, found: largestClass(answer.outputs.logits!.data) }))
    .filter(({ answer, found }) => found.ties === 1 && found.class !== labelOf(answer))
    .map(({ answer, found }) => ({ answer, share: shares(answer.outputs.logits!.data)[found.class]! }))
    .sort((a, b) => b.share - a.share)
    .slice(0, mistakeCount)
    .map(({ answer }) => answer);
}

/** Every channel of a signal [steps, channels] at points of equal distance. */
function channelsOf(data: ArrayLike<number>, steps: number, channels: number): number[][] {
  const points = Math.min(steps, signalPoints);
  return Array.from({ length: Math.min(channels, signalChannels) }, (_, channel) =>
    Array.from({ length: points }, (_, point) => {
      const step = points === 1 ? 0 : Math.round((point * (steps - 1)) / (points - 1));
      return Number(data[step * channels + channel]!.toPrecision(4));
    }),
  );
}

/** Whether an input can be shown: a picture of bytes, or a signal of numbers. */
export function isShown({ dtype, shape }: TensorSpec): boolean {
  return (dtype === 'uint8' && shape.length === 3) || (dtype === 'float32' && shape.length === 2);
}

function inputOf({ item, index }: Answer, spec: TensorSpec, album: Album): ClassSample['input'] {
  const tensor = item.inputs[spec.name]!;
  if (tensor.dtype === 'uint8')
    return { kind: 'picture', picture: album.addSmall(`item-${index}`, rasterOf(tensor), longestSide) };
  const [steps, channels] = tensor.shape as [number, number];
  return { kind: 'signal', channels: channelsOf(tensor.data, steps, channels), description: spec.description ?? '' };
}

/**
 * Items spread over the test split and the surest mistakes, with the likeliest classes.
 * @param spec of the input to show
 * @param score of these answers
 */
export function classSamples(answers: readonly Answer[], score: Score, spec: TensorSpec, album: Album): ClassSample[] {
  const sampleOf = (answer: Answer, why: ClassSample['why']): ClassSample => {
    const likely = shares(answer.outputs.logits!.data)
      .map((share, index) => ({ class: index, share }))
      .sort((a, b) => b.share - a.share)
      .slice(0, shownClasses);
    return {
      kind: 'class',
      item: answer.index,
      why,
      outcome: score.outcomes[answer.index]!,
      input: inputOf(answer, spec, album),
      truth: labelOf(answer),
      answers: likely,
    };
  };
  return [
    ...spreadItems(answers.length, spreadCount).map((index) => sampleOf(answers[index]!, 'spread')),
    ...surestMistakes(answers).map((answer) => sampleOf(answer, 'mistake')),
  ];
}
