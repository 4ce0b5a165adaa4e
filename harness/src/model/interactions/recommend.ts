import { rankCandidates } from '@paretoboard/sdk/rank-candidates.js';
import type { Recommender } from '@paretoboard/sdk/submission.js';
import { ModelError } from '../model-error.js';
import { type ModelInteraction, wholePart } from './model-interaction.js';

/** What the model makes for each candidate, in their order; the best are recommended. */
const scores = { name: 'scores', dtype: 'float32', shape: [null] } as const;

export const recommend: ModelInteraction = {
  uses: (pipeline, { inputs }) => [
    {
      model: null,
      place: '',
      part: wholePart(pipeline),
      fields: inputs,
      wanted: [{ ...scores, shape: [...scores.shape] }],
    },
  ],
  serve: (running): Recommender => ({
    parameters: running.parameters,
    rank: async ({ users, candidates, candidatesPerUser, places, inputs }) => {
      const { outputs } = await running.runners[0]!.run(inputs, users.length);
      const { data, shape } = outputs.scores!;
      if (data.length !== candidates.length)
        throw new ModelError(
          'output "scores"',
          `[${shape.join(', ')}] for ${users.length} × ${candidatesPerUser} candidates`,
          'Let the model give one score for each candidate.',
        );
      return rankByScores(candidates, data as Float32Array, users.length, places);
    },
  }),
};

function rankByScores(candidates: Int32Array, all: Float32Array, users: number, places: number): Int32Array {
  const each = candidates.length / users;
  const ranked = new Int32Array(users * places);
  const places0 = new Int32Array(each);
  for (let user = 0; user < users; user++) {
    const own = candidates.subarray(user * each, (user + 1) * each);
    own.forEach((id, at) => {
      places0[at] = id < 0 ? -1 : at;
    });
    const best = rankCandidates(places0, places, (at) => all[user * each + at]!);
    ranked.set(
      best.map((at) => (at < 0 ? -1 : own[at]!)),
      user * places,
    );
  }
  return ranked;
}
