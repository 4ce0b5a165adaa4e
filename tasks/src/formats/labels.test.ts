import { describe, expect, it } from 'vitest';
import { parseVocAnnotation, writeVocAnnotation } from './voc-annotation.js';
import { type LabelledBox, parseYoloLabels, writeYoloLabels } from './yolo-labels.js';

const boxes: LabelledBox[] = [
  { category: 15, box: [229, 65, 23, 11] },
  { category: 19, box: [0.4, 3.6, 10.2, 20.7] },
];

describe('labels of boxes', () => {
  it('are whole pixels of a 270 × 185 picture where the paper prints shares', () => {
    const [first] = parseYoloLabels('15 0.890741 0.381081 0.085185 0.059459\n', 270, 185);
    expect(first!.box.map((value) => Math.round(value * 100) / 100)).toEqual([229, 65, 23, 11]);
  });

  it('go through YOLO’s text and back within a hundredth of a pixel', () => {
    const again = parseYoloLabels(writeYoloLabels(boxes, 270, 185), 270, 185);
    for (const [index, { category, box }] of boxes.entries()) {
      expect(again[index]!.category).toBe(category);
      for (const [at, value] of box.entries()) expect(Math.abs(again[index]!.box[at]! - value)).toBeLessThan(0.01);
    }
  });

  it('go through VOC and back with every edge within half a pixel', () => {
    const again = parseVocAnnotation(writeVocAnnotation('1.jpg', boxes, 270, 185));
    for (const [
      index,
      {
        category,
        box: [left, top, w, h],
      },
    ] of boxes.entries()) {
      const [x, y, width, height] = again[index]!.box;
      expect(again[index]!.category).toBe(category);
      for (const [found, wanted] of [
        [x, left],
        [y, top],
        [x + width, left + w],
        [y + height, top + h],
      ] as const)
        expect(Math.abs(found - wanted)).toBeLessThanOrEqual(0.5);
    }
  });

  it.each(['1 0.5 0.5 0.1', '1 0.5 0.5 0 0.1', 'apple 0.5 0.5 0.1 0.1', '1 0.99 0.5 0.2 0.1', '1 0.5 0.5 0.1 0.1 0.9'])(
    'refuse "%s"',
    (line) => {
      expect(() => parseYoloLabels(line, 270, 185)).toThrow('expected "class x y w h"');
    },
  );
});
