import type { SamplePicture } from '@paretoboard/contract/samples.js';

interface Properties {
  picture: SamplePicture;
  folder: string;
  /** Left, top, width, height in pixels of the picture. */
  truth: readonly (readonly number[])[];
  found: readonly (readonly number[])[];
  words: string;
}

/** A picture with boxes: dashed those that are there, drawn through those that were found. */
export function BoxedPicture({ picture, folder, truth, found, words }: Properties) {
  const { name, width, height } = picture;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      <image href={folder + name} width={width} height={height} />
      <Boxes boxes={truth} kind="true" />
      <Boxes boxes={found} kind="found" />
    </svg>
  );
}

function Boxes({ boxes, kind }: { boxes: Properties['truth']; kind: 'true' | 'found' }) {
  return boxes.map(([x, y, width, height], index) => (
    // A method may answer a box of no or of negative size.
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: boxes repeat and never move
      key={index}
      className={`box ${kind}`}
      x={x}
      y={y}
      width={Math.max(0, width!)}
      height={Math.max(0, height!)}
    />
  ));
}
