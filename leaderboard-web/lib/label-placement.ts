/** Where the text of one point goes, in pixels; `anchor` as in SVG's text-anchor. */
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

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const gap = 10;

/**
 * Places each label beside its point where it covers neither a point nor an earlier label, trying right, left, above and below.
 * Null where no side is free: the letter in the mark and the table then name the point.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  area: { width: number; height: number; left: number; top: number },
  fontSize: number,
): (PlacedLabel | null)[] {
  const taken: Box[] = requests.map(({ x, y }) => ({ left: x - gap, right: x + gap, top: y - gap, bottom: y + gap }));
  return requests.map((request, own) => {
    for (const candidate of candidates(request, fontSize)) {
      const box = boxOf(candidate, request.text, fontSize);
      const free = taken.every((other, index) => index === own || !overlap(box, other));
      if (!free || !within(box, area)) continue;
      taken.push(box);
      return candidate;
    }
    return null;
  });
}

function candidates({ x, y }: LabelRequest, fontSize: number): PlacedLabel[] {
  const middle = y + fontSize * 0.35;
  return [
    { x: x + gap + 3, y: middle, anchor: 'start' },
    { x: x - gap - 3, y: middle, anchor: 'end' },
    { x, y: y - gap - 4, anchor: 'middle' },
    { x, y: y + gap + fontSize, anchor: 'middle' },
    { x: x + gap, y: y - gap - 2, anchor: 'start' },
    { x: x + gap, y: y + gap + fontSize, anchor: 'start' },
    { x: x - gap, y: y - gap - 2, anchor: 'end' },
    { x: x - gap, y: y + gap + fontSize, anchor: 'end' },
  ];
}

/** Width by the average advance of a sans-serif face; a little wide, so that labels rather keep apart. */
function boxOf(label: PlacedLabel, text: string, fontSize: number): Box {
  const width = text.length * fontSize * 0.56;
  const left = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  return { left, right: left + width, top: label.y - fontSize, bottom: label.y + fontSize * 0.3 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function within(box: Box, area: { width: number; height: number; left: number; top: number }): boolean {
  return (
    box.left >= area.left &&
    box.right <= area.left + area.width &&
    box.top >= area.top &&
    box.bottom <= area.top + area.height
  );
}
