import type {
  BoxesSample,
  ClassSample,
  MaskSample,
  RestoredSample,
  Sample,
  SamplePicture,
} from '@paretoboard/contract/answers.js';
import { type ClassNames, shareWords } from '../lib/class-words';
import { metricValue, plural } from '../lib/format';
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

function Picture({ picture, folder, words }: { picture: SamplePicture; folder: string; words: string }) {
  const { name, width, height } = picture;
  // Next's image component would fetch and convert them again: they are small, and never change.
  // biome-ignore lint/performance/noImgElement: see above
  return <img src={folder + name} width={width} height={height} alt={words} loading="lazy" decoding="async" />;
}

function ClassCard({ sample, names, folder }: Properties<ClassSample>) {
  const { input, truth, answers, item, why } = sample;
  const isRight = answers[0]!.class === truth;
  return (
    <figure className="sample">
      {input.kind === 'picture' ? (
        <Picture picture={input.picture} folder={folder} words={`Test item ${item}: ${names(truth)}`} />
      ) : (
        <SignalDrawing channels={input.channels} words={`Test item ${item}: ${names(truth)}. ${input.description}`} />
      )}
      <figcaption>
        <strong>{names(truth)}</strong>
        <span className={isRight ? 'right' : 'wrong'}>
          {isRight ? '✓ right' : '✗ wrong'}
          {why === 'mistake' && ', one of the surest mistakes'}
        </span>
        {answers.map((answer) => (
          <span key={answer.class} className="detail">
            {names(answer.class)} {shareWords(answer.share)}
          </span>
        ))}
        <span className="detail">item {item}</span>
      </figcaption>
    </figure>
  );
}

function BoxesCard({ sample, folder }: Properties<BoxesSample>) {
  const { picture, truth, found, item } = sample;
  const words = `Test item ${item}: ${plural(truth.length, 'object')}, ${plural(found.length, 'box', 'boxes')} found`;
  return (
    <figure className="sample large">
      <svg viewBox={`0 0 ${picture.width} ${picture.height}`} role="img" aria-label={words}>
        <image href={folder + picture.name} width={picture.width} height={picture.height} />
        {truth.map(([x, y, width, height]) => (
          <rect key={`${x} ${y} ${width}`} className="box true" x={x} y={y} width={width} height={height} />
        ))}
        {found.map(({ box: [x, y, width, height], score }) => (
          <rect key={`${x} ${y} ${score}`} className="box found" x={x} y={y} width={width} height={height} />
        ))}
      </svg>
      <figcaption>
        <strong>
          {truth.length} there, {found.length} found
        </strong>
        <span className="detail">dashed: there; drawn through: found. Item {item}</span>
      </figcaption>
    </figure>
  );
}

function MaskCard({ sample, folder }: Properties<MaskSample>) {
  const { input, marked, slice, slices, truePixels, answeredPixels, commonPixels, item, outcome } = sample;
  const sum = truePixels + answeredPixels;
  return (
    <figure className="sample large">
      <div className="beside">
        <Picture picture={input} folder={folder} words={`Test item ${item}, slice ${slice + 1} of ${slices}`} />
        <Picture
          picture={marked}
          folder={folder}
          words="The same slice with the answer filled and the truth outlined"
        />
      </div>
      <figcaption>
        <strong>Dice {shareWords(sum === 0 ? null : (2 * commonPixels) / sum)} on this slice</strong>
        {outcome.dsc !== undefined && <span className="detail">{shareWords(outcome.dsc)} of the volume</span>}
        <span className="detail">
          filled: answered; outlined: true. Item {item}, slice {slice + 1} of {slices}
        </span>
      </figcaption>
    </figure>
  );
}

function RestoredCard({ sample, folder }: Properties<RestoredSample>) {
  const { input, answer, reference, item, outcome } = sample;
  const parts = [
    { picture: input, words: 'given' },
    { picture: answer, words: 'answered' },
    { picture: reference, words: 'reference' },
  ];
  return (
    <figure className="sample large">
      <div className="beside">
        {parts.map(({ picture, words }) => (
          <div key={words}>
            <Picture picture={picture} folder={folder} words={`Middle of test item ${item}, ${words}`} />
            <span className="detail">{words}</span>
          </div>
        ))}
      </div>
      <figcaption>
        {outcome.psnr !== undefined && <strong>{metricValue(outcome.psnr, 'dB')} dB</strong>}
        <span className="detail">of the whole picture, item {item}</span>
      </figcaption>
    </figure>
  );
}
