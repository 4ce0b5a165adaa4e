import { describe, expect, it } from 'vitest';
import { formatBox, parseBoxes } from './annotation.js';

describe('annotations', () => {
  it('are read as they were written, to a hundredth', () => {
    expect(parseBoxes(`${formatBox([1.234, -2, 30, 4.5])}\n`)).toEqual([[1.23, -2, 30, 4.5]]);
  });

  it('say where the object is not there', () => {
    expect(parseBoxes('1,2,3,4\r\nNaN,NaN,NaN,NaN\r\n5 6 7 8\n\n')).toEqual([[1, 2, 3, 4], null, [5, 6, 7, 8]]);
  });

  it.each(['1,2,3', '1,2,3,x', '1,,3,4', '1,2,0,4', '1,2,3,-4', 'NaN,NaN,3,4', '1,2,3,4,5', '1,2,Infinity,4'])(
    'refuse %s, with its line',
    (line) => {
      expect(() => parseBoxes(`1,2,3,4\n${line}\n`)).toThrow('line 2');
    },
  );
});
