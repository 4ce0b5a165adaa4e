import type { RankingSample } from '@paretoboard/contract/samples.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { spreadItems } from './spread-items.js';

const listCount = 6;
const longestList = 20;
const mostMissed = 20;

function sampleOf({ index, item, outputs }: Answer, score: Score, fields: ShownAs<'ranking'>): RankingSample {
  const relevant = new Set(item.targets[fields.relevant]!.data);
  const ranked = Array.from(outputs[fields.ranked]!.data).slice(0, longestList);
  return {
    kind: 'ranking',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    user: item.inputs[fields.user]!.data[0]!,
    ranked: ranked.map((one, rank) => ({ item: one, hit: relevant.has(one) && ranked.indexOf(one) === rank })),
    missed: [...relevant].filter((one) => !ranked.includes(one)).slice(0, mostMissed),
    relevant: relevant.size,
  };
}

/** Users spread over the test split: what was ranked for them, and which of it they took. */
export function rankingSamples(answers: readonly Answer[], score: Score, fields: ShownAs<'ranking'>): RankingSample[] {
  return spreadItems(answers.length, listCount).map((index) => sampleOf(answers[index]!, score, fields));
}
