import type { ReconstructedSample } from '@paretoboard/contract/samples.js';
import { decimal } from '../../lib/format';
import { words } from '../../messages/words';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';

/** A picture beside what the model made of it. */
export function ReconstructedCard({ sample, folder }: SampleProperties<ReconstructedSample>) {
  const say = words().answers;
  const { input, answer, squaredError, item } = sample;
  return (
    <figure className="sample">
      <div className="beside">
        <SamplePictureView picture={input} folder={folder} alt={say.testItem(item)} />
        <SamplePictureView picture={answer} folder={folder} alt={say.reconstructionOf(item)} />
      </div>
      <figcaption>
        <strong>{say.squaredError(decimal(squaredError, 4))}</strong>
        <span className="detail">{say.reconstructedKey(item)}</span>
      </figcaption>
    </figure>
  );
}
