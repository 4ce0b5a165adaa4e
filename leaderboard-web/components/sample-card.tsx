import type {
  BoxesSample,
  ClassSample,
  MaskSample,
  RestoredSample,
  Sample,
  SamplePicture,
} from '@paretoboard/contract/answers.js';
import { type ClassNames, shareWords } from '../lib/class-words';
import { metricValue } from '../lib/format';
import { words } from '../messages/words';
import { SignalDrawing } from './signal-drawing';

interface Properties<Kind extends Sample> {
  sample: Kind;
  names: ClassNames;
  /** Address of the pictures, with a slash at its end. */
  folder: string;
}

/** One test item: what the method was given, what it answered, what is true. */
export function SampleCard({ sample, names, folder }: Properties<Sample>) {
  switch (sample.kind) {
    case 'class':
      return <ClassCard sample={sample} names={names} folder={folder} />;
    case 'boxes':
      return <BoxesCard sample={sample} names={names} folder={folder} />;
    case 'mask':
      return <MaskCard sample={sample} names={names} folder={folder} />;
    case 'restored':
      return <RestoredCard sample={sample} names={names} folder={folder} />;
  }
}

function Picture({ picture, folder, alt }: { picture: SamplePicture; folder: string; alt: string }) {
  const { name, width, height } = picture;
  // Next's image component would fetch and convert them again: they are small, and never change.
  // biome-ignore lint/performance/noImgElement: see above
  return <img src={folder + name} width={width} height={height} alt={alt} loading="lazy" decoding="async" />;
}

function ClassCard({ sample, names, folder }: Properties<ClassSample>) {
  const say = words().answers;
  const { input, truth, answers, item, why } = sample;
  const isRight = answers[0]!.class === truth;
  return (
    <figure className="sample">
      {input.kind === 'picture' ? (
        <Picture picture={input.picture} folder={folder} alt={say.testItemOf(item, names(truth))} />
      ) : (
        <SignalDrawing
          channels={input.channels}
          words={`${say.testItemOf(item, names(truth))}. ${input.description}`}
        />
      )}
      <figcaption>
        <strong>{names(truth)}</strong>
        <span className={isRight ? 'right' : 'wrong'}>
          {isRight ? say.right : say.wrong}
          {why === 'mistake' && say.surestMistake}
        </span>
        {answers.map((answer) => (
          <span key={answer.class} className="detail">
            {names(answer.class)} {shareWords(answer.share)}
          </span>
        ))}
        <span className="detail">{say.item(item)}</span>
      </figcaption>
    </figure>
  );
}

function BoxesCard({ sample, folder }: Properties<BoxesSample>) {
  const say = words().answers;
  const { picture, truth, found, item } = sample;
  return (
    <figure className="sample large">
      <svg
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        role="img"
        aria-label={say.objects(item, truth.length, found.length)}
      >
        <image href={folder + picture.name} width={picture.width} height={picture.height} />
        {truth.map(([x, y, width, height]) => (
          <rect key={`${x} ${y} ${width}`} className="box true" x={x} y={y} width={width} height={height} />
        ))}
        {found.map(({ box: [x, y, width, height], score }) => (
          <rect key={`${x} ${y} ${score}`} className="box found" x={x} y={y} width={width} height={height} />
        ))}
      </svg>
      <figcaption>
        <strong>{say.thereAndFound(truth.length, found.length)}</strong>
        <span className="detail">{say.boxesKey(item)}</span>
      </figcaption>
    </figure>
  );
}

function MaskCard({ sample, folder }: Properties<MaskSample>) {
  const say = words().answers;
  const { input, marked, slice, slices, truePixels, answeredPixels, commonPixels, item, outcome } = sample;
  const sum = truePixels + answeredPixels;
  return (
    <figure className="sample large">
      <div className="beside">
        <Picture picture={input} folder={folder} alt={`${say.testItem(item)}, ${say.sliceOf(slice + 1, slices)}`} />
        <Picture picture={marked} folder={folder} alt={say.markedSlice} />
      </div>
      <figcaption>
        <strong>{say.diceOnSlice(shareWords(sum === 0 ? null : (2 * commonPixels) / sum))}</strong>
        {outcome.dsc !== undefined && <span className="detail">{say.ofVolume(shareWords(outcome.dsc))}</span>}
        <span className="detail">{say.maskKey(item, slice + 1, slices)}</span>
      </figcaption>
    </figure>
  );
}

function RestoredCard({ sample, folder }: Properties<RestoredSample>) {
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
            <Picture picture={picture} folder={folder} alt={say.middleOf(item, part)} />
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
