import type { BoxesSample } from '@paretoboard/contract/samples.js';
import { words } from '../../messages/words';
import { BoxedPicture } from './boxed-picture';
import type { SampleProperties } from './sample-properties';

/** Objects in a picture: those that are there, and those that were found. */
export function BoxesCard({ sample, folder }: SampleProperties<BoxesSample>) {
  const say = words().answers;
  const { picture, truth, found, item } = sample;
  return (
    <figure className="sample large">
      <BoxedPicture
        picture={picture}
        folder={folder}
        truth={truth}
        found={found.map(({ box }) => box)}
        words={say.objects(item, truth.length, found.length)}
      />
      <figcaption>
        <strong>{say.thereAndFound(truth.length, found.length)}</strong>
        <span className="detail">{say.boxesKey(item)}</span>
      </figcaption>
    </figure>
  );
}
