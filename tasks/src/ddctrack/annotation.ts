import type { FrameBox } from './moving-object.js';

/** One line of an annotation file. */
export function formatBox(box: FrameBox): string {
  return box.map((value) => String(Math.round(value * 100) / 100)).join(',');
}

function parseLine(line: string, number: number): FrameBox | null {
  const fields = line.split(/[,\s]+/);
  const values = fields.map((field) => (field === 'NaN' ? Number.NaN : field === '' ? undefined : Number(field)));
  const problem = `line ${number}: expected "x,y,w,h" or four NaN, found "${line.slice(0, 60)}"`;
  if (values.length !== 4 || values.includes(undefined)) throw new RangeError(problem);
  if (fields.every((field) => field === 'NaN')) return null;
  const [left, top, width, height] = values as [number, number, number, number];
  if (!values.every(Number.isFinite) || width <= 0 || height <= 0) throw new RangeError(problem);
  return [left, top, width, height];
}

/** Boxes of a sequence in UAV123's annotation format; `null` where the target is not there. @throws RangeError naming the line */
export function parseBoxes(text: string): (FrameBox | null)[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => parseLine(line, index + 1));
}
