import type { TrackSample } from '@paretoboard/contract/samples.js';
import { shareWords } from '../../lib/class-words';
import { words } from '../../messages/words';
import { BoxedPicture } from './boxed-picture';
import { FrameCurve } from './frame-curve';
import { SampleFigures } from './sample-figures';
import type { SampleProperties } from './sample-properties';

/** A followed object: frames with both boxes, and their overlap over time. */
export function TrackCard({ sample, folder, metrics }: SampleProperties<TrackSample>) {
  const say = words().answers;
  const { shown, overlaps, meanOverlap, frames, item, outcome } = sample;
  const mean = shareWords(meanOverlap);
  return (
    <figure className="sample wide">
      <ol className="strip">
        {shown.map(({ frame, picture, truth, found, overlap }) => (
          <li key={frame}>
            <BoxedPicture
              picture={picture}
              folder={folder}
              truth={truth ? [truth] : []}
              found={[found]}
              words={say.frameWithOverlap(frame + 1, shareWords(overlap))}
            />
            <span className="detail">{say.frameOverlap(frame + 1, shareWords(overlap))}</span>
          </li>
        ))}
      </ol>
      <FrameCurve
        points={overlaps.map(({ frame, overlap }) => ({ frame, value: overlap === null ? null : 100 * overlap }))}
        frames={frames}
        range={[0, 100]}
        words={say.overlapCurve(frames, mean)}
      />
      <figcaption>
        <strong>{say.meanOverlap(mean)}</strong>
        <span className="detail">{say.trackKey(item, frames)}</span>
        <SampleFigures outcome={outcome} metrics={metrics} />
      </figcaption>
    </figure>
  );
}
