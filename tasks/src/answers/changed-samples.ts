import type { ChangedSample } from '@paretoboard/contract/samples.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { channelAt, stepsShown } from './signal-points.js';
import { spreadItems } from './spread-items.js';

const signalCount = 4;
const mostPoints = 100;
const mostChannels = 12;

const short = (value: number): number => Number(value.toPrecision(4));

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean: short(mean), deviation: short(Math.sqrt(squares / values.length)) };
}

function channelOf(before: ArrayLike<number>, after: ArrayLike<number>, channels: number, channel: number) {
  const steps = before.length / channels;
  const all = (data: ArrayLike<number>) => Array.from({ length: steps }, (_, step) => data[step * channels + channel]!);
  const [own, changed] = [all(before), all(after)];
  const [was, is] = [momentsOf(own), momentsOf(changed)];
  const squares = own.reduce((sum, value, step) => sum + (value - changed[step]!) ** 2, 0);
  const shown = stepsShown(steps, mostPoints);
  return {
    before: channelAt(before, channels, channel, shown),
    after: channelAt(after, channels, channel, shown),
    meanBefore: was.mean,
    meanAfter: is.mean,
    deviationBefore: was.deviation,
    deviationAfter: is.deviation,
    difference: short(Math.sqrt(squares / steps)),
  };
}

function sampleOf(
  { index, item, outputs }: Answer,
  score: Score,
  { signal }: ShownAs<'changed'>,
  inputs: readonly TensorSpec[],
): ChangedSample {
  const [before, after] = [item.inputs[signal]!, outputs[signal]!];
  const channels = before.shape[1]!;
  return {
    kind: 'changed',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    description: inputs.find(({ name }) => name === signal)?.description ?? '',
    channels: Array.from({ length: Math.min(channels, mostChannels) }, (_, channel) =>
      channelOf(before.data, after.data, channels, channel),
    ),
    conditions: inputs
      .filter(({ name, shape }) => name !== signal && shape.length === 0)
      .map(({ name }) => ({ name, value: item.inputs[name]!.data[0]! })),
  };
}

/**
 * Signals spread over the items of the test split that have an outcome, before and after.
 * @param inputs those that the track shows
 */
export function changedSamples(
  answers: readonly Answer[],
  score: Score,
  fields: ShownAs<'changed'>,
  inputs: readonly TensorSpec[],
): ChangedSample[] {
  const judged = answers.filter(({ index }) => Object.keys(score.outcomes[index]!).length > 0);
  return spreadItems(judged.length, signalCount).map((at) => sampleOf(judged[at]!, score, fields, inputs));
}
