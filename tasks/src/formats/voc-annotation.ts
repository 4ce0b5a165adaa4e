import type { LabelledBox } from './yolo-labels.js';

const object =
  /<object>[\s\S]*?<name>([^<]*)<\/name>[\s\S]*?<xmin>(\d+)<\/xmin>\s*<ymin>(\d+)<\/ymin>\s*<xmax>(\d+)<\/xmax>\s*<ymax>(\d+)<\/ymax>[\s\S]*?<\/object>/g;

/** Boxes as labelImg writes them (Pascal VOC): whole pixels, corners; the name is the class number. */
export function writeVocAnnotation(file: string, boxes: readonly LabelledBox[], width: number, height: number): string {
  const objects = boxes.map(({ category, box: [left, top, w, h] }) => {
    const corners = [left, top, left + w, top + h].map(Math.round);
    const [xmin, ymin, xmax, ymax] = corners;
    return `  <object>
    <name>${category}</name>
    <bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox>
  </object>
`;
  });
  return `<annotation>
  <filename>${file}</filename>
  <size><width>${width}</width><height>${height}</height><depth>3</depth></size>
${objects.join('')}</annotation>
`;
}

/** The boxes of such an annotation; anything else in it is passed over. */
export function parseVocAnnotation(text: string): LabelledBox[] {
  return [...text.matchAll(object)].map(([, name, ...corners]) => {
    const [xmin, ymin, xmax, ymax] = corners.map(Number) as [number, number, number, number];
    return { category: Number(name), box: [xmin, ymin, xmax - xmin, ymax - ymin] };
  });
}
