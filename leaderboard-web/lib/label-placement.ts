/** Where a text goes, in pixels; `anchor` as in SVG's text-anchor. */
export interface PlacedLabel {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

export interface LabelRequest {
  x: number;
  y: number;
  text: string;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const markReach = 10;

/** What the mark of a point covers. */
export function markBox({ x, y }: { x: number; y: number }): Box {
  return { left: x - markReach, right: x + markReach, top: y - markReach, bottom: y + markReach };
}

/** What a text covers; its width by the average advance of a sans-serif face, a little wide, so that texts rather keep apart. */
export function textBox(label: PlacedLabel, text: string, fontSize: number): Box {
  const width = text.length * fontSize * 0.56;
  const left = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  return { left, right: left + width, top: label.y - fontSize, bottom: label.y + fontSize * 0.3 };
}

/**
 * Places each label beside its point where it covers neither a mark nor another text, trying right, left, above and below. Null where no
 * side is free: the letter in the mark and the table then name the point.
 * @param taken what is there already, such as the texts of lines
 * @param lines what a text rather keeps off, but may cross before it is left out
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  area: Box,
  fontSize: number,
  taken: readonly Box[] = [],
  lines: readonly Box[] = [],
): (PlacedLabel | null)[] {
  const texts = [...taken];
  return requests.map((request, own) => {
    const marks = requests.filter((_, index) => index !== own).map(markBox);
    const clear = (obstacles: readonly Box[]) => (candidate: PlacedLabel) => {
      const box = textBox(candidate, request.text, fontSize);
      return within(box, area) && !obstacles.some((other) => overlap(box, other));
    };
    const candidates = sides(request, fontSize);
    const free = candidates.find(clear([...marks, ...texts, ...lines])) ?? candidates.find(clear([...marks, ...texts]));
    if (free) texts.push(textBox(free, request.text, fontSize));
    return free ?? null;
  });
}

function sides({ x, y }: LabelRequest, fontSize: number): PlacedLabel[] {
  const middle = y + fontSize * 0.35;
  const above = y - markReach - 4;
  const below = y + markReach + fontSize;
  return [
    { x: x + markReach + 3, y: middle, anchor: 'start' },
    { x: x - markReach - 3, y: middle, anchor: 'end' },
    { x, y: above, anchor: 'middle' },
    { x, y: below, anchor: 'middle' },
    { x: x + 4, y: above, anchor: 'start' },
    { x: x + 4, y: below, anchor: 'start' },
    { x: x - 4, y: above, anchor: 'end' },
    { x: x - 4, y: below, anchor: 'end' },
  ];
}

/**
 * Places the text of each horizontal line above or below it, at the right or the left end of `area`, where it covers no mark and no other
 * text; the right end above the line where nothing is free, for a line without its text would be a riddle.
 */
export function placeLineTexts(
  lines: readonly { y: number; text: string }[],
  area: Box,
  fontSize: number,
  marks: readonly Box[],
): PlacedLabel[] {
  const taken = [...marks];
  return lines.map(({ y, text }) => {
    const candidates = lineEnds(y, area, fontSize);
    const free = candidates.find((candidate) => {
      const box = textBox(candidate, text, fontSize);
      return within(box, area) && !taken.some((other) => overlap(box, other));
    });
    const chosen = free ?? candidates[0]!;
    taken.push(textBox(chosen, text, fontSize));
    return chosen;
  });
}

function lineEnds(y: number, area: Box, fontSize: number): PlacedLabel[] {
  const heights = [y - 5, y + fontSize + 3];
  return heights.flatMap((height): PlacedLabel[] => [
    { x: area.right - 6, y: height, anchor: 'end' },
    { x: area.left + 6, y: height, anchor: 'start' },
  ]);
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function within(box: Box, area: Box): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}
