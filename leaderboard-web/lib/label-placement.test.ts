import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markBox, overlap, placeLabels, placeLineTexts, textBox } from './label-placement';

const area = { left: 0, right: 800, top: 0, bottom: 400 };

describe('labels of points', () => {
  it('stand to the right where there is room, to the left at the right edge', () => {
    const labels = placeLabels(
      [
        { x: 100, y: 200, text: 'first' },
        { x: 790, y: 300, text: 'second' },
      ],
      area,
      12,
    );
    expect(labels.map((label) => label?.anchor)).toEqual(['start', 'end']);
  });

  it('keep off lines while another side is free', () => {
    const line = { left: 0, right: 800, top: 200, bottom: 200 };
    const [label] = placeLabels([{ x: 100, y: 200, text: 'name' }], area, 12, [], [line]);
    expect(label && overlap(textBox(label, 'name', 12), line)).toBe(false);
  });

  it('cover no mark and no other label, wherever the points are', () => {
    const request = fc.record({
      x: fc.integer({ min: 0, max: 800 }),
      y: fc.integer({ min: 0, max: 400 }),
      text: fc.string({ minLength: 1, maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 12 }), (requests) => {
        const labels = placeLabels(requests, area, 12);
        const boxes = labels.map((label, index) => label && textBox(label, requests[index]!.text, 12));
        boxes.forEach((box, index) => {
          if (!box) return;
          requests.forEach((other, otherIndex) => {
            if (otherIndex !== index) expect(overlap(box, markBox(other))).toBe(false);
          });
          boxes.slice(index + 1).forEach((other) => {
            if (other) expect(overlap(box, other)).toBe(false);
          });
        });
      }),
    );
  });
});

describe('texts of lines', () => {
  it('move to the other end when a mark is in the way', () => {
    const [text] = placeLineTexts([{ y: 100, text: 'paper 97.53' }], area, 12, [markBox({ x: 760, y: 100 })]);
    expect(text?.anchor).toBe('start');
  });

  it('do not cover each other when lines lie close', () => {
    const lines = [
      { y: 100, text: 'paper 97.53' },
      { y: 104, text: 'paper 97.10' },
    ];
    const [first, second] = placeLineTexts(lines, area, 12, []);
    expect(overlap(textBox(first!, lines[0]!.text, 12), textBox(second!, lines[1]!.text, 12))).toBe(false);
  });
});
