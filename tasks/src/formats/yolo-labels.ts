/** One object: class, then left, top, width and height in pixels. */
export interface LabelledBox {
  readonly category: number;
  readonly box: readonly [left: number, top: number, width: number, height: number];
}

/** Boxes may reach this far beyond the picture by rounding, in shares of its size. */
const slack = 0.01;

/**
 * Parses YOLO's text labels: a line an object, `class x y w h`, centre and size in shares of the picture.
 * @throws RangeError on a line that is none, or on a box outside the picture
 */
export function parseYoloLabels(text: string, width: number, height: number): LabelledBox[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [category, x, y, w, h, ...rest] = line.trim().split(/\s+/).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const isSound =
      Number.isInteger(category) &&
      rest.length === 0 &&
      [x, y, w, h].every(Number.isFinite) &&
      w > 0 &&
      h > 0 &&
      x - w / 2 >= -slack &&
      y - h / 2 >= -slack &&
      x + w / 2 <= 1 + slack &&
      y + h / 2 <= 1 + slack;
    if (!isSound) throw new RangeError(`expected "class x y w h" within the picture, found "${line}"`);
    return { category, box: [(x - w / 2) * width, (y - h / 2) * height, w * width, h * height] };
  });
}

/** The boxes as YOLO's text labels, six decimals. */
export function writeYoloLabels(boxes: readonly LabelledBox[], width: number, height: number): string {
  const lines = boxes.map(({ category, box: [left, top, w, h] }) => {
    const shares = [(left + w / 2) / width, (top + h / 2) / height, w / width, h / height];
    return [category, ...shares.map((share) => share.toFixed(6))].join(' ');
  });
  return lines.map((line) => `${line}\n`).join('');
}
