import { equalErrorRate, rocPlacements } from '@paretoboard/harness/metrics/roc.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';

interface Judged {
  readonly scores: number[];
  readonly labels: number[];
}

function judge(answers: readonly Answer[]): Judged {
  const scores = answers.map(({ outputs }) => outputs.score!.data[0]!);
  const wrong = scores.findIndex((score) => !Number.isFinite(score));
  if (wrong >= 0) throw new SampleError(`score ${scores[wrong]} of answer ${wrong}: not finite`);
  return { scores, labels: answers.map(({ item }) => item.targets.abnormal!.data[0]!) };
}

const hasBoth = ({ labels }: Judged): boolean => labels.includes(0) && labels.includes(1);

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function clipAucs(answers: readonly Answer[]): number[] {
  const clips = new Map<string, Answer[]>();
  for (const answer of answers) {
    const clip = clips.get(answer.item.group);
    if (clip) clip.push(answer);
    else clips.set(answer.item.group, [answer]);
  }
  return [...clips.values()]
    .map(judge)
    .filter(hasBoth)
    .map(({ scores, labels }) => mean(rocPlacements(scores, labels)));
}

/**
 * Areas under the ROC curve of frames in %, over all frames together and clip by clip, and the equal error rate in %. The outcome of a frame is its
 * placement: the share of frames of the other kind that it is on the right side of. Frames of one kind alone have nothing to be placed against:
 * then each counts one half, and no metric is given.
 * @throws SampleError on no answers or on a score that is not finite
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const judged = judge(answers);
  if (!hasBoth(judged)) return { metrics: {}, counts: {}, outcomes: answers.map(() => ({ placement: 0.5 })) };
  const placements = rocPlacements(judged.scores, judged.labels);
  const clips = clipAucs(answers);
  return {
    metrics: {
      'micro-auc': 100 * mean(placements),
      ...(clips.length > 0 && { 'macro-auc': 100 * mean(clips) }),
      eer: 100 * equalErrorRate(judged.scores, judged.labels),
    },
    counts: {},
    outcomes: Array.from(placements, (placement) => ({ placement })),
  };
}
