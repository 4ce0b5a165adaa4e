import type { RankingSample } from '@paretoboard/contract/samples.js';
import { listed } from '../../lib/format';
import { words } from '../../messages/words';
import { SampleFigures } from './sample-figures';
import type { SampleProperties } from './sample-properties';

/** What was ranked for one user, best first, hits marked. */
export function RankingCard({ sample, metrics }: SampleProperties<RankingSample>) {
  const say = words().answers;
  const { ranked, missed, relevant, user, item, outcome } = sample;
  const hits = ranked.filter(({ hit }) => hit).length;
  return (
    <figure className="sample large">
      <ol className="ranked" aria-label={say.rankedFor(user)}>
        {ranked.map(({ item: one, hit }, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is what an entry is; items may come twice
          <li key={rank} className={hit ? 'hit' : undefined}>
            {hit && '✓ '}
            {one}
          </li>
        ))}
      </ol>
      <figcaption>
        <strong>{say.hitsOf(hits, relevant, ranked.length)}</strong>
        <span className="detail">
          {missed.length > 0 && `${say.notRanked(listed(missed.map(String)))} `}
          {say.rankingKey(user, item)}
        </span>
        <SampleFigures outcome={outcome} metrics={metrics} />
      </figcaption>
    </figure>
  );
}
