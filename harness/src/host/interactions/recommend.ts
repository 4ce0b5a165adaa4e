import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { rankEach } from '@paretoboard/sdk/rank-candidates.js';
import type { RankQuery, Recommender } from '@paretoboard/sdk/submission.js';
import { NotServedError, WrongAnswerError } from '../report-error.js';
import type { HostInteraction } from './host-interaction.js';

function queryOf(inputs: NamedTensors, places: number): RankQuery {
  const { user, candidates } = inputs as { user: Tensor; candidates: Tensor };
  return {
    users: user.data as Int32Array,
    candidates: candidates.data as Int32Array,
    candidatesPerUser: candidates.shape[1]!,
    places,
    inputs,
  };
}

function checkRanked(ranked: unknown, users: number, places: number): asserts ranked is Int32Array {
  if (!(ranked instanceof Int32Array))
    throw new WrongAnswerError(`rank returned no Int32Array: expected ${users} × ${places} ids of items`);
  if (ranked.length !== users * places)
    throw new WrongAnswerError(`rank returned ${ranked.length} ids: expected ${users} × ${places}`);
}

/** Users and their candidates in, ids of items out. */
export const recommend: HostInteraction<Recommender> = {
  id: 'recommend',
  serve: (recommender) => ({
    parameters: recommender.parameters,
    answer: async (message, tensors, connection) => {
      if (message.type !== 'recommend.rank')
        throw new NotServedError(`message "${message.type}" is not served by this interaction`);
      const { id, places } = message;
      const query = queryOf(tensors, places);
      const ranked: unknown = await recommender.rank(query);
      checkRanked(ranked, query.users.length, places);
      const items: Tensor = { dtype: 'int32', shape: [query.users.length, places], data: ranked };
      connection.write({ type: 'outputs', id }, { items });
    },
  }),
  /** The first candidates: as their order means nothing, that is chance. */
  nullModel: () => ({
    parameters: null,
    rank: ({ users, candidates, places }) => rankEach(candidates, users.length, places, () => 0),
  }),
};
