/** First and last abnormal frame, counted from 1 and both included, as UCSD's list has them. */
export type FrameRange = readonly [first: number, last: number];

const entry = /TestVideoFile\{end\+1\}\.gt_frame\s*=\s*\[([^\]]*)\]/g;
const part = /^(\d+)(?::(\d+))?$/;

function parseRange(text: string): FrameRange {
  const match = part.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (!match || first < 1 || last < first) throw new RangeError(`expected frames first:last, found "${text}"`);
  return [first, last];
}

/**
 * Abnormal frames of each test clip from `UCSDped2.m`: one line `TestVideoFile{end+1}.gt_frame = [61:180];` for each clip, in the clips' order.
 * @throws RangeError on a range that is none
 */
export function parseGroundTruth(text: string): FrameRange[][] {
  return [...text.matchAll(entry)].map(([, ranges]) =>
    ranges!
      .split(/[\s,]+/)
      .filter((one) => one !== '')
      .map(parseRange),
  );
}

/** The list in UCSD's own form. */
export function writeGroundTruth(clips: readonly (readonly FrameRange[])[]): string {
  const lines = clips.map((ranges) => {
    const list = ranges.map(([first, last]) => `${first}:${last}`).join(', ');
    return `TestVideoFile{end+1}.gt_frame = [${list}];`;
  });
  return `${['TestVideoFile = {};', ...lines].join('\n')}\n`;
}

/** 1 for each abnormal frame. @throws RangeError if a range reaches beyond the clip */
export function labelsOf(ranges: readonly FrameRange[], frames: number): Uint8Array {
  const labels = new Uint8Array(frames);
  for (const [first, last] of ranges) {
    if (last > frames) throw new RangeError(`abnormal frames ${first}:${last} of a clip of ${frames} frames`);
    labels.fill(1, first - 1, last);
  }
  return labels;
}

/** Inverse of {@link labelsOf}. */
export function rangesOf(labels: ArrayLike<number>): FrameRange[] {
  const ranges: [number, number][] = [];
  for (let frame = 0; frame < labels.length; frame++) {
    if (labels[frame] !== 1) continue;
    if (frame > 0 && labels[frame - 1] === 1) ranges.at(-1)![1] = frame + 1;
    else ranges.push([frame + 1, frame + 1]);
  }
  return ranges;
}
