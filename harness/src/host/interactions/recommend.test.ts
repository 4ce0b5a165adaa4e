import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { RankQuery } from '@paretoboard/sdk/submission.js';
import { describe, expect, it } from 'vitest';
import type { HarnessConnection } from '../harness-connection.js';
import type { CallMessage, LoadMessage } from './host-interaction.js';
import { recommend } from './recommend.js';

const message: CallMessage = { type: 'recommend.rank', id: 4, items: 2, places: 2, tensors: [] };
const inputs: NamedTensors = {
  user: { dtype: 'int32', shape: [2], data: Int32Array.of(7, 9) },
  candidates: { dtype: 'int32', shape: [2, 3], data: Int32Array.of(-1, 5, 3, 2, 0, -1) },
};

async function answerOf(rank: (query: RankQuery) => unknown): Promise<unknown[]> {
  const written: unknown[] = [];
  const connection = { write: (...frame: unknown[]) => written.push(frame) } as unknown as HarnessConnection;
  const served = recommend.serve({ parameters: 3, rank: rank as (query: RankQuery) => Int32Array }, {} as LoadMessage);
  await served.answer(message, inputs, connection);
  return written;
}

describe('recommend', () => {
  it('hands users, candidates and the number of places over, and the ranking back', async () => {
    let seen: RankQuery | undefined;
    const written = await answerOf((query) => {
      seen = query;
      return Int32Array.of(5, 3, 0, 2);
    });
    expect(seen).toMatchObject({ users: Int32Array.of(7, 9), candidatesPerUser: 3, places: 2 });
    expect(written).toEqual([
      [{ type: 'outputs', id: 4 }, { items: { dtype: 'int32', shape: [2, 2], data: Int32Array.of(5, 3, 0, 2) } }],
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['an ordinary array', [5, 3, 0, 2]],
    ['too few ids', Int32Array.of(5, 3)],
  ])('says what is wrong with %s', async (_, answer) => {
    await expect(answerOf(() => answer)).rejects.toThrow(/2 × 2/);
  });

  it('has a null model that names the first candidates', async () => {
    const written = await answerOf((query) => recommend.nullModel({} as LoadMessage).rank(query));
    expect(written).toMatchObject([[{ id: 4 }, { items: { data: Int32Array.of(5, 3, 2, 0) } }]]);
  });
});
