import type { RestoredSample } from '@paretoboard/contract/samples.js';
import { metricValue } from '../../lib/format';
import { words } from '../../messages/words';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';

/** A part of a picture: as it was given, as it was answered, as it should be. */
export function RestoredCard({ sample, folder }: SampleProperties<RestoredSample>) {
  const say = words().answers;
  const { input, answer, reference, item, outcome } = sample;
  const parts = [
    { picture: input, part: say.given },
    { picture: answer, part: say.answered },
    { picture: reference, part: say.reference },
  ];
  return (
    <figure className="sample large">
      <div className="beside">
        {parts.map(({ picture, part }) => (
          <div key={part}>
            <SamplePictureView picture={picture} folder={folder} alt={say.middleOf(item, part)} />
            <span className="detail">{part}</span>
          </div>
        ))}
      </div>
      <figcaption>
        {outcome.psnr !== undefined && <strong>{metricValue(outcome.psnr, 'dB')} dB</strong>}
        <span className="detail">{say.ofPicture(item)}</span>
      </figcaption>
    </figure>
  );
}
