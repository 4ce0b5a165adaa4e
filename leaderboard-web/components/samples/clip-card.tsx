import type { ClipSample } from '@paretoboard/contract/samples.js';
import { shareWords } from '../../lib/class-words';
import { decimal, decimalsFor, listed, missing } from '../../lib/format';
import { words } from '../../messages/words';
import { FrameCurve } from './frame-curve';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';

/** Scores of a clip's frames over the stretches that are abnormal, and the frame with the largest score. */
export function ClipCard({ sample, folder }: SampleProperties<ClipSample>) {
  const say = words().answers;
  const { clip, frames, scores, abnormal, meanNormal, meanAbnormal, auc, peak } = sample;
  const stretches = listed(abnormal.map(({ from, to }) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`)));
  const labels = abnormal.length === 0 ? say.allNormal(frames) : say.abnormalFrames(stretches, frames);
  const means = say.meanScores(short(meanNormal), short(meanAbnormal));
  return (
    <figure className="sample large">
      <FrameCurve
        points={scores.map(({ frame, score }) => ({ frame, value: score }))}
        frames={frames}
        marked={abnormal}
        peak={{ frame: peak.frame, value: peak.score }}
        words={`${say.scoresOf(clip)} ${labels} ${means}`}
      />
      <div className="clip">
        <SamplePictureView picture={peak.picture} folder={folder} alt={say.frameOf(peak.frame + 1, clip)} />
        <p className="detail">
          <span className={peak.isAbnormal ? 'right' : 'wrong'}>
            {peak.isAbnormal ? say.peakRight(peak.frame + 1) : say.peakWrong(peak.frame + 1)}
          </span>
        </p>
      </div>
      <figcaption>
        <strong>
          {clip}: {auc === null ? say.noClipAuc : say.clipAuc(shareWords(auc))}
        </strong>
        <span className="detail">{labels}</span>
        <span className="detail">{means}</span>
        <span className="detail">{say.clipKey}</span>
      </figcaption>
    </figure>
  );
}

function short(value: number | null): string {
  return value === null ? missing : decimal(value, decimalsFor(value, 4));
}
