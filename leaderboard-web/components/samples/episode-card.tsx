import type { EpisodeSample } from '@paretoboard/contract/samples.js';
import { rowLetter } from '../../lib/format';
import { words } from '../../messages/words';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';

/** An episode, class by class: what was learned from, and what some queries were taken for. */
export function EpisodeCard({ sample, folder }: SampleProperties<EpisodeSample>) {
  const say = words().answers;
  const { classes, queries, right, item } = sample;
  return (
    <figure className="sample wide">
      <ul className="episode">
        {classes.map(({ class: label, support, shots, queries: asked }) => (
          <li key={label}>
            <strong>{rowLetter(label)}</strong>
            <SamplePictureView picture={support} folder={folder} alt={say.supportOf(rowLetter(label), shots)} />
            <ul className="queries">
              {asked.map(({ picture, query, answer }) => (
                <li key={query} className={answer === label ? 'right' : 'wrong'}>
                  <SamplePictureView picture={picture} folder={folder} alt={say.queryOf(query, rowLetter(label))} />
                  <span>
                    {answer === label ? '✓' : '✗'} {rowLetter(answer)}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <figcaption>
        <strong>{say.queriesRight(right, queries)}</strong>
        <span className="detail">{say.episodeKey(item)}</span>
      </figcaption>
    </figure>
  );
}
