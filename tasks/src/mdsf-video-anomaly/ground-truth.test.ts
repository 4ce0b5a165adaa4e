import { describe, expect, it } from 'vitest';
import { labelsOf, parseGroundTruth, rangesOf, writeGroundTruth } from './ground-truth.js';

describe('UCSD’s list of abnormal frames', () => {
  const list = `TestVideoFile = {};
TestVideoFile{end+1}.gt_frame = [61:180];
TestVideoFile{end+1}.gt_frame = [5:7, 10 12:13];
`;

  it('has one entry a clip, ranges counted from 1 with both ends', () => {
    expect(parseGroundTruth(list)).toEqual([
      [[61, 180]],
      [
        [5, 7],
        [10, 10],
        [12, 13],
      ],
    ]);
    expect([...labelsOf([[2, 3]], 4)]).toEqual([0, 1, 1, 0]);
  });

  it('reads what it writes', () => {
    const clips = [rangesOf([1, 1, 0, 0, 1, 0]), rangesOf([0, 0, 1])];
    expect(clips).toEqual([
      [
        [1, 2],
        [5, 5],
      ],
      [[3, 3]],
    ]);
    expect(parseGroundTruth(writeGroundTruth(clips))).toEqual(clips);
  });

  it.each(['[a:b]', '[5:3]', '[0:3]', '[1:2:3]'])('refuses %s', (range) => {
    expect(() => parseGroundTruth(`TestVideoFile{end+1}.gt_frame = ${range};`)).toThrow('expected frames first:last');
  });

  it('refuses a range beyond the clip', () => {
    expect(() => labelsOf([[3, 9]], 8)).toThrow('abnormal frames 3:9 of a clip of 8 frames');
  });
});
