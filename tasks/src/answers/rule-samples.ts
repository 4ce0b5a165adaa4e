import type { RuleSample } from '@paretoboard/contract/samples.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { spreadItems } from './spread-items.js';

const ruleCount = 6;

type Fields = ShownAs<'rule'>;

function sampleOf(
  { index, item, outputs }: Answer,
  score: Score,
  fields: Fields,
  names: readonly string[],
): RuleSample {
  const levels = item.targets[fields.levels]!.data;
  const [held, weights] = [outputs[fields.rule]!.data, outputs[fields.weights]!.data];
  return {
    kind: 'rule',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    features: Array.from(item.inputs[fields.instance]!.data, (code, feature) => ({
      name: names[feature] ?? null,
      code,
      levels: levels[feature]!,
      held: held[feature] !== 0,
      weight: Number(weights[feature]!.toPrecision(4)),
    })),
    bias: Number(outputs[fields.bias]!.data[0]!.toPrecision(4)),
    // Stored as float32: 0.9 is not.
    threshold: Number(item.inputs[fields.threshold]!.data[0]!.toPrecision(6)),
    estimate: Number(outputs[fields.estimate]!.data[0]!.toPrecision(6)),
  };
}

/** Explanations spread over the test split. */
export function ruleSamples(answers: readonly Answer[], score: Score, fields: Fields, variant: string): RuleSample[] {
  const names = fields.featureNames?.[variant] ?? [];
  return spreadItems(answers.length, ruleCount).map((index) => sampleOf(answers[index]!, score, fields, names));
}
