import type { DrawnSample } from '@paretoboard/contract/samples.js';
import { words } from '../../messages/words';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';

/** A sheet of pictures that a model drew. */
export function DrawnCard({ sample, folder }: SampleProperties<DrawnSample>) {
  const say = words().answers;
  const { sheet, drawn, columns, different } = sample;
  return (
    <figure className="sample wide">
      <div className="drawn">
        <SamplePictureView picture={sheet} folder={folder} alt={say.sheetOf(drawn, columns)} />
      </div>
      <figcaption>
        <strong>{say.drawn(drawn)}</strong>
        <span className="detail">{different === 1 ? say.allAlike : say.differentOnes(different)}</span>
      </figcaption>
    </figure>
  );
}
