import { rankEach } from '@paretoboard/sdk/rank-candidates.js';
import { defineSubmission, type RecommendSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { RankingModel } from './ranking-model.js';
import type { TrainingSettings } from './settings.js';
import { openShop, pairsOf } from './shop.js';
import { trainRanking } from './train-ranking.js';
import { scoreOf, type VectorTables } from './validation-recall.js';

const vectorsFile = 'vectors.bin';
const parametersFile = 'parameters.json';

function pack({ users, items, width }: VectorTables): Uint8Array {
  const table = (data: Float32Array) => ({ dtype: 'float32' as const, shape: [data.length / width, width], data });
  return packTensors({ users: table(users), items: table(items) });
}

function unpack(bytes: Uint8Array): VectorTables {
  const { users, items } = unpackTensors(bytes);
  return { users: users!.data as Float32Array, items: items!.data as Float32Array, width: users!.shape[1]! };
}

/** A model that leaves a vector for each user and item: that is all that recommending needs. */
export function rankingSubmission(model: RankingModel, settings: TrainingSettings): RecommendSubmission {
  return defineSubmission({
    interaction: 'recommend',
    async train(context) {
      const [train, validation] = [pairsOf(context, 'train'), pairsOf(context, 'validation')];
      const shop = openShop(context, train);
      const { tables, parameters, steps, epochs } = await trainRanking(
        context,
        model,
        shop,
        train,
        validation,
        settings,
      );
      context.save(vectorsFile, pack(tables));
      context.save(parametersFile, new TextEncoder().encode(String(parameters)));
      return { steps, epochs, parameters };
    },
    load(context) {
      const tables = unpack(context.read(vectorsFile));
      return {
        parameters: Number(new TextDecoder().decode(context.read(parametersFile))),
        rank: ({ users, candidates, places }) =>
          rankEach(candidates, users.length, places, (at, item) => scoreOf(tables, users[at]!, item)),
      };
    },
  });
}
