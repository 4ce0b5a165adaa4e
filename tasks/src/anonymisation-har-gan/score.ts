import { addToConfusion, emptyConfusion, weightedF1 } from '@paretoboard/harness/metrics/confusion.js';
import { mean, SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { roles } from './roles.js';
import { skillByItem } from './skill.js';
import { activityOf, subjectOf, verdictsOn } from './verdicts.js';

type Outcome = Record<string, number>;

const roleOf = ({ item }: Answer): number => item.targets.role!.data[0]!;
const targetOf = ({ item }: Answer): number => item.inputs.target!.data[0]!;

function checkFinite({ index, outputs }: Answer): void {
  if (!outputs.window!.data.every((value) => Number.isFinite(value)))
    throw new SampleError(`the window of item ${index} is not finite`);
}

/** In %, classes that are neither there nor predicted without weight. */
function weightedF1Of(predicted: readonly number[], truth: readonly number[]): number {
  const matrix = emptyConfusion(Math.max(...predicted, ...truth) + 1);
  addToConfusion(matrix, predicted, truth);
  return 100 * weightedF1(matrix);
}

const hits = (predicted: readonly number[], truth: readonly number[]): number[] =>
  predicted.map((label, index) => (label === truth[index] ? 1 : 0));

/** Accuracies by the outcome that they are a share of. */
const accuracies = {
  'har-accuracy': 'harCorrect',
  'reid-accuracy': 'reidCorrect',
  'retrained-reid-accuracy': 'retrainedReidCorrect',
  'retrained-har-accuracy': 'retrainedHarCorrect',
  'transfer-accuracy': 'transferCorrect',
} as const;

interface Judgement {
  readonly metrics: Readonly<Record<string, number>>;
  readonly counts: Score['counts'];
  /** By judged window. */
  readonly outcomes: readonly Outcome[];
}

/** Windows of a block are alike: an interval counts blocks, all of which have as many judged windows. */
function countOf(values: readonly number[], judged: readonly Answer[]): { successes: number; trials: number } {
  const trials = new Set(judged.map(({ item }) => item.group)).size;
  return { successes: mean(values) * trials, trials };
}

/** Of two referees the one with more skill, window by window: whoever wants to know something may learn from original or from changed windows. */
function better(a: readonly number[], b: readonly number[]): readonly number[] {
  return mean(b) > mean(a) ? b : a;
}

function judge(learning: readonly Answer[], judged: readonly Answer[]): Judgement {
  const says = verdictsOn(learning, judged);
  const [activities, subjects, targets] = [judged.map(activityOf), judged.map(subjectOf), judged.map(targetOf)];
  const utility = better(skillByItem(says.activity, activities), skillByItem(says.retrainedActivity, activities));
  const leakage = better(skillByItem(says.subject, subjects), skillByItem(says.retrainedSubject, subjects));
  const correct = {
    harCorrect: hits(says.activity, activities),
    reidCorrect: hits(says.subject, subjects),
    retrainedHarCorrect: hits(says.retrainedActivity, activities),
    retrainedReidCorrect: hits(says.retrainedSubject, subjects),
    transferCorrect: hits(says.subject, targets),
  };
  const share = (values: readonly number[]): number => 100 * mean(values);
  return {
    metrics: {
      'utility-minus-leakage': share(utility.map((value, index) => value - leakage[index]!)),
      'har-wf1': weightedF1Of(says.activity, activities),
      'reid-wf1': weightedF1Of(says.subject, subjects),
      'retrained-reid-wf1': weightedF1Of(says.retrainedSubject, subjects),
      'retrained-har-wf1': weightedF1Of(says.retrainedActivity, activities),
      ...Object.fromEntries(Object.entries(accuracies).map(([id, outcome]) => [id, share(correct[outcome])])),
    },
    counts: Object.fromEntries(
      Object.entries(accuracies).map(([id, outcome]) => [id, countOf(correct[outcome], judged)]),
    ),
    outcomes: judged.map((_, index) => ({
      worth: utility[index]! - leakage[index]!,
      ...Object.fromEntries(Object.entries(correct).map(([name, values]) => [name, values[index]!])),
    })),
  };
}

/**
 * What models can still tell from changed windows. Test windows of role `referee` teach the models, those of role `judged` are judged; without either there is
 * nothing to say. Pure.
 * @throws SampleError on no answers or on values that are not finite
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  for (const answer of answers) checkFinite(answer);
  const learning = answers.filter((answer) => roleOf(answer) === roles.referee);
  const judged = answers.filter((answer) => roleOf(answer) === roles.judged);
  if (learning.length === 0 || judged.length === 0)
    return { metrics: {}, counts: {}, outcomes: answers.map(() => ({})) };
  const { metrics, counts, outcomes } = judge(learning, judged);
  const byAnswer = new Map(judged.map((answer, index) => [answer, outcomes[index]!]));
  return { metrics, counts, outcomes: answers.map((answer) => byAnswer.get(answer) ?? {}) };
}
