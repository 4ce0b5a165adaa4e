import type { RetrievalSample } from '@paretoboard/contract/samples.js';
import { significant } from '../../lib/format';
import { words } from '../../messages/words';
import { SampleFigures } from './sample-figures';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';

/** A query, and what of the gallery is nearest to it. */
export function RetrievalCard({ sample, folder, metrics }: SampleProperties<RetrievalSample>) {
  const say = words().answers;
  const { picture, nearest, gallery, matches, firstMatch, tied, item, outcome } = sample;
  return (
    <figure className="sample wide">
      <div className="retrieval">
        <div className="query">
          <SamplePictureView picture={picture} folder={folder} alt={say.query(item)} />
          <span className="detail">{say.asked}</span>
        </div>
        <ol>
          {nearest.map(({ item: found, picture: near, match, cosine }, rank) => (
            <li key={found} className={match ? 'match' : 'other'}>
              <SamplePictureView picture={near} folder={folder} alt={say.atRank(rank + 1, found)} />
              <span className={match ? 'right' : 'wrong'}>{match ? say.same : say.other}</span>
              <span className="detail">{significant(cosine, 3)}</span>
            </li>
          ))}
        </ol>
      </div>
      <figcaption>
        <strong>{firstMatch === null ? say.noMatch : say.firstMatch(firstMatch)}</strong>
        <span className="detail">{say.galleryOf(gallery, matches)}</span>
        {tied > 1 && <span className="detail">{say.tiedNearest(tied)}</span>}
        <span className="detail">{say.retrievalKey(item)}</span>
        <SampleFigures outcome={outcome} metrics={metrics} />
      </figcaption>
    </figure>
  );
}
