import type { MaskSample } from '@paretoboard/contract/samples.js';
import { shareWords } from '../../lib/class-words';
import { words } from '../../messages/words';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';

/** A slice of a volume, with the answer and the truth marked. */
export function MaskCard({ sample, folder }: SampleProperties<MaskSample>) {
  const say = words().answers;
  const { input, marked, slice, slices, truePixels, answeredPixels, commonPixels, item, outcome } = sample;
  const sum = truePixels + answeredPixels;
  return (
    <figure className="sample large">
      <div className="beside">
        <SamplePictureView
          picture={input}
          folder={folder}
          alt={`${say.testItem(item)}, ${say.sliceOf(slice + 1, slices)}`}
        />
        <SamplePictureView picture={marked} folder={folder} alt={say.markedSlice} />
      </div>
      <figcaption>
        <strong>{say.diceOnSlice(shareWords(sum === 0 ? null : (2 * commonPixels) / sum))}</strong>
        {outcome.dsc !== undefined && <span className="detail">{say.ofVolume(shareWords(outcome.dsc))}</span>}
        <span className="detail">{say.maskKey(item, slice + 1, slices)}</span>
      </figcaption>
    </figure>
  );
}
