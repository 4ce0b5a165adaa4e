import { describe, expect, it } from 'vitest';
import { stretch, synchronise, windowCount, windowOf } from './windows.js';

const ramp = (steps: number) => ({ steps, channels: 1, data: Float32Array.from({ length: steps }, (_, step) => step) });

describe('windows', () => {
  it.each([
    [41, 1],
    [64, 1],
    [117, 1],
    [118, 2],
    [171, 2],
    [172, 3],
  ])('a recording of %i steps has %i', (steps, count) => {
    expect(windowCount(steps)).toBe(count);
  });

  it('start every 54 steps', () => {
    const second = windowOf(ramp(118), 1);
    expect([second.length, second[0], second[63]]).toEqual([64, 54, 117]);
  });

  it('stretch from the first to the last step', () => {
    expect([...stretch(ramp(3), 5).data]).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it('keep the steps of the recording that sets the rate, and at least 64', () => {
    const steps = (rate: 'skeleton' | 'inertial', frames: number) =>
      synchronise(ramp(180), ramp(frames), rate).map((series) => series.steps);
    expect(steps('skeleton', 70)).toEqual([70, 70]);
    expect(steps('inertial', 70)).toEqual([180, 180]);
    expect(steps('skeleton', 41)).toEqual([64, 64]);
  });
});
