import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { correlationFilter } from './correlation-filter.js';
import { fourier, inverseFourier } from './fourier.js';
import { type Box, crop, type Frame } from './frame.js';
import { templateMatching } from './template-matching.js';

const [width, height] = [96, 72];
const random = new Random(3);
const ground = Uint8Array.from({ length: width * height * 3 }, () => 90 + random.integer(20));
const patch = Uint8Array.from({ length: 12 * 12 * 3 }, () => random.integer(256));

/** Noise with a chequered object of 12 × 12 at a place. */
function frame(left: number, top: number): Frame {
  const data = ground.slice();
  for (let y = 0; y < 12; y++) data.set(patch.subarray(y * 36, (y + 1) * 36), 3 * ((top + y) * width + left));
  return { width, height, data };
}

const path: [number, number][] = Array.from({ length: 12 }, (_, step) => [20 + 4 * step, 24 + (step % 4) * 3]);

describe.each([
  ['template matching', templateMatching, 0.5],
  ['the correlation filter', correlationFilter, 2],
])('%s', (_name, newTracker, tolerance) => {
  it('follows an object that moves', () => {
    const tracker = newTracker();
    tracker.begin(frame(...path[0]!), [...path[0]!, 12, 12]);
    for (const [left, top] of path.slice(1)) {
      const [x, y, w, h] = tracker.step(frame(left, top));
      expect(Math.hypot(x - left, y - top)).toBeLessThanOrEqual(tolerance);
      expect([w, h]).toEqual([12, 12]);
    }
  });

  it('knows nothing of the sequence before', () => {
    const used = newTracker();
    used.begin(frame(60, 50), [60, 50, 12, 12]);
    used.step(frame(70, 40));
    const [fresh, answers] = [newTracker(), [] as Box[][]];
    for (const tracker of [used, fresh]) {
      tracker.begin(frame(20, 20), [20, 20, 12, 12]);
      answers.push([tracker.step(frame(24, 22)), tracker.step(frame(28, 22))]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('the Fourier transform', () => {
  it('equals its definition, and its inverse gives the values back', () => {
    const side = 4;
    const values = Array.from({ length: side * side }, () => random.uniform(-1, 1));
    const { real, imaginary } = fourier(values);
    for (let v = 0; v < side; v++)
      for (let u = 0; u < side; u++) {
        let [re, im] = [0, 0];
        values.forEach((value, at) => {
          const angle = (-2 * Math.PI * (u * (at % side) + v * Math.floor(at / side))) / side;
          re += value * Math.cos(angle);
          im += value * Math.sin(angle);
        });
        expect(real[v * side + u]).toBeCloseTo(re, 10);
        expect(imaginary[v * side + u]).toBeCloseTo(im, 10);
      }
    inverseFourier(fourier(values)).forEach((value, at) => {
      expect(value).toBeCloseTo(values[at]!, 12);
    });
    expect(() => fourier(new Float64Array(9))).toThrow(RangeError);
  });
});

describe('a crop', () => {
  it('at the size of its region is the frame itself, beyond it the edge', () => {
    const into = new Float32Array(8 * 8 * 3);
    const whole = frame(20, 20);
    crop(whole, { x: 24, y: 24, side: 8 }, 8, into);
    expect(into[0]).toBe(whole.data[3 * (20 * width + 20)]);
    crop(whole, { x: -20, y: -20, side: 8 }, 8, into);
    expect(into[3 * 63]).toBe(whole.data[0]);
  });
});
