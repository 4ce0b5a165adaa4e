import { logitScore } from '@paretoboard/harness/metrics/logit-score.js';
import { mean, SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { ways } from './definition.js';

interface EpisodeScore {
  readonly isUnseen: boolean;
  /** Share of the queries, in [0, 1]. */
  readonly correct: number;
  readonly loss: number;
}

function scoreEpisode({ item, outputs }: Answer): EpisodeScore {
  const labels = item.targets.queryLabels!.data;
  const logits = outputs.logits!.data;
  const scores = Array.from(labels, (label, query) =>
    logitScore(logits.subarray(query * ways, (query + 1) * ways), label),
  );
  return {
    isUnseen: item.targets.isUnseen!.data[0] === 1,
    correct: mean(scores.map(({ correct }) => correct)),
    loss: mean(scores.map(({ loss }) => loss)),
  };
}

function percent(episodes: readonly EpisodeScore[]): number {
  return 100 * mean(episodes.map(({ correct }) => correct));
}

/**
 * Accuracy over episodes in %, of unseen classes and of seen and unseen ones together, and cross-entropy in nats. The unit of an interval is the episode:
 * its queries share a support set. A kind of episode that was not asked has no accuracy.
 * @throws SampleError on no answers or on logits that are not finite
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const episodes = answers.map(scoreEpisode);
  const unseen = episodes.filter(({ isUnseen }) => isUnseen);
  const mixed = episodes.filter(({ isUnseen }) => !isUnseen);
  return {
    metrics: {
      ...(unseen.length > 0 && { accuracy: percent(unseen) }),
      ...(mixed.length > 0 && { 'mixed-accuracy': percent(mixed) }),
      loss: mean(episodes.map(({ loss }) => loss)),
    },
    counts: {},
    outcomes: episodes.map(({ isUnseen, correct, loss }) => ({ [isUnseen ? 'unseen' : 'mixed']: correct, loss })),
  };
}
