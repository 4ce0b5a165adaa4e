import { defineSubmission, type EpisodeSubmission } from '@paretoboard/sdk/submission.js';
import { type Support, supportOf } from './episode-pictures.js';
import { ways } from './settings.js';

/** Logits of queries from an episode alone. @returns float32 [queries, 5] */
export type QueryRule = (support: Support, queries: ArrayLike<number>, items: number) => Float32Array;

/** A rule that learns nothing before its episode. */
export function plainSubmission(rule: QueryRule): EpisodeSubmission {
  return defineSubmission({
    interaction: 'episode',
    train(context) {
      context.save('empty', new Uint8Array(1));
      return { steps: 0, epochs: 0, parameters: 0 };
    },
    load: () => {
      let support: Support | null = null;
      return {
        parameters: 0,
        support: (set) => {
          support = supportOf(set);
        },
        predict: ({ queryImages }, items) => ({
          logits: { dtype: 'float32', shape: [items, ways], data: rule(support!, queryImages!.data, items) },
        }),
      };
    },
  });
}
