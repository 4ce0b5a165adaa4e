import { type MetricDefinition, primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { GateCheck, GateResult } from './gate-check.js';
import { classification } from './recomputations/classification.js';
import { enlargedPictures } from './recomputations/enlarged-pictures.js';
import { episodeAccuracy } from './recomputations/episode-accuracy.js';
import { followedBoxes } from './recomputations/followed-boxes.js';
import { foundBoxes } from './recomputations/found-boxes.js';
import { labelledVolumes } from './recomputations/labelled-volumes.js';
import { nearestPictures } from './recomputations/nearest-pictures.js';
import { rankedScores } from './recomputations/ranked-scores.js';
import type { AnswerKind, Recomputation } from './recomputations/recomputation.js';
import { reconstructedPictures } from './recomputations/reconstructed-pictures.js';
import { ruleCoverage } from './recomputations/rule-coverage.js';
import { toldFromWindows } from './recomputations/told-from-windows.js';
import { topOfRanking } from './recomputations/top-of-ranking.js';

const closeEnough = 1e-9;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fromOutcomes(metric: MetricDefinition, answers: readonly Answer[], score: Score): number | null {
  if (!metric.fromItems) return null;
  const { outcome, aggregate } = metric.fromItems;
  const scale = metric.unit === '%' ? 100 : 1;
  const isPart = aggregate.endsWith('of-present');
  const having = score.outcomes
    .map((one, index) => ({ value: one[outcome] ?? Number.NaN, group: answers[index]!.item.group }))
    .filter(({ value }) => !isPart || !Number.isNaN(value));
  if (!aggregate.startsWith('group')) return scale * mean(having.map(({ value }) => value));
  const groups = new Map<string, number[]>();
  for (const { value, group } of having) groups.set(group, [...(groups.get(group) ?? []), value]);
  return scale * mean([...groups.values()].map(mean));
}

function compared(id: string, found: number | undefined, expected: number): GateResult {
  const ok = found !== undefined && Math.abs(found - expected) <= closeEnough * Math.max(1, Math.abs(expected));
  return { id, ok, message: `the scorer says ${found ?? 'nothing'}; recomputed ${expected}` };
}

const recomputations: readonly Recomputation[] = [
  classification,
  followedBoxes,
  foundBoxes,
  nearestPictures,
  rankedScores,
  reconstructedPictures,
  ruleCoverage,
  toldFromWindows,
  topOfRanking,
  enlargedPictures,
  episodeAccuracy,
  labelledVolumes,
];
const kinds: readonly AnswerKind[] = ['right', 'wrong', 'drawn'];

/** The scorer agrees with a recomputation that shares no code with it: on right, wrong and random answers. */
export const independentMetrics: GateCheck = async (context) => {
  const { task } = context;
  const primary = primaryMetric(task.definition);
  const recomputation = recomputations.find(({ fits }) => fits(task.definition));
  if (!recomputation)
    return [
      {
        id: 'metrics',
        ok: false,
        message: `no independent recomputation of ${primary.id} is written for outputs of this shape`,
      },
    ];
  const answersBy = (kind: AnswerKind): Answer[] => recomputation.answers(context, kind, new Random(7));
  const random = answersBy('drawn');
  const score = task.score(random);
  const aggregated = task.definition.metrics.flatMap((metric) => {
    const expected = fromOutcomes(metric, random, score);
    return expected === null ? [] : [compared(`metric-${metric.id}`, score.metrics[metric.id], expected)];
  });
  const recomputed = kinds.map((kind) => {
    const answers = answersBy(kind);
    return compared(
      `metric-${primary.id}-of-${kind === 'drawn' ? 'random' : kind}-answers`,
      task.score(answers).metrics[primary.id],
      recomputation.expected(answers, task.definition),
    );
  });
  return [...aggregated, ...recomputed];
};
