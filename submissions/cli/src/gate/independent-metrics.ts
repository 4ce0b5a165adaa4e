import { type MetricDefinition, primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { GateCheck, GateContext, GateResult } from './gate-check.js';

const closeEnough = 1e-9;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fromOutcomes(metric: MetricDefinition, answers: readonly Answer[], score: Score): number | null {
  if (!metric.fromItems) return null;
  const { outcome, aggregate } = metric.fromItems;
  const values = score.outcomes.map((one) => one[outcome] ?? Number.NaN);
  const scale = metric.unit === '%' ? 100 : 1;
  if (aggregate === 'mean') return scale * mean(values);
  const groups = new Map<string, number[]>();
  for (const [index, value] of values.entries()) {
    const { group } = answers[index]!.item;
    groups.set(group, [...(groups.get(group) ?? []), value]);
  }
  return scale * mean([...groups.values()].map(mean));
}

type Answers = (label: number, classes: number, random: Random) => number[];

/** Answers of a single output of one value a class to a single label; null where the task is not of that shape. */
function answersBy({ task, surrogate }: GateContext, answer: Answers): Answer[] | null {
  const { targets, outputs } = task.definition;
  const [target, output] = [targets[0], outputs[0]];
  const isClassification = targets.length === 1 && outputs.length === 1 && target?.shape.length === 0;
  const classes = output?.shape[0];
  if (!isClassification || output?.shape.length !== 1 || typeof classes !== 'number') return null;
  const random = new Random(7);
  return Array.from({ length: surrogate.test.items }, (_, index) => {
    const item = surrogate.test.read(index);
    const label = Number(item.targets[target!.name]!.data[0]);
    const data = Float32Array.from(answer(label, classes, random));
    return { index, item, outputs: { [output.name]: { dtype: 'float32', shape: [classes], data } } };
  });
}

const right: Answers = (label, classes) => Array.from({ length: classes }, (_, at) => (at === label ? 5 : 0));
const wrong: Answers = (label, classes) => Array.from({ length: classes }, (_, at) => (at === label ? -5 : 0));
const drawn: Answers = (_label, classes, random) => Array.from({ length: classes }, () => random.normal(0, 1));

/** Share of items whose label has the strictly largest value. */
function topOne(answers: readonly Answer[]): number {
  const correct = answers.filter(({ item, outputs }) => {
    const values = [...Object.values(outputs)[0]!.data];
    const label = Number(Object.values(item.targets)[0]!.data[0]);
    return values.every((value, at) => at === label || value < values[label]!);
  });
  return (100 * correct.length) / answers.length;
}

function compared(id: string, found: number | undefined, expected: number): GateResult {
  const ok = found !== undefined && Math.abs(found - expected) <= closeEnough * Math.max(1, Math.abs(expected));
  return { id, ok, message: `the scorer says ${found ?? 'nothing'}; recomputed ${expected}` };
}

/** The scorer agrees with a recomputation that shares no code with it: on right, wrong and random answers. */
export const independentMetrics: GateCheck = async (context) => {
  const { task } = context;
  const primary = primaryMetric(task.definition);
  const random = answersBy(context, drawn);
  if (random === null)
    return [
      {
        id: 'metrics',
        ok: false,
        message: `no independent recomputation of ${primary.id} is written for outputs of this shape`,
      },
    ];
  const score = task.score(random);
  const aggregated = task.definition.metrics.flatMap((metric) => {
    const expected = fromOutcomes(metric, random, score);
    return expected === null ? [] : [compared(`metric-${metric.id}`, score.metrics[metric.id], expected)];
  });
  const extremes = [
    ['right', right],
    ['wrong', wrong],
    ['random', drawn],
  ] as const;
  const recomputed = extremes.map(([name, answer]) => {
    const answers = answersBy(context, answer)!;
    return compared(
      `metric-${primary.id}-of-${name}-answers`,
      task.score(answers).metrics[primary.id],
      topOne(answers),
    );
  });
  return [...aggregated, ...recomputed];
};
