import { describe, expect, it } from 'vitest';
import { barLine, duration, progressBar } from './progress-bar.js';

describe('barLine', () => {
  it('has share, amount, rate and what is left', () => {
    expect(barLine('upload', 25_000_000, 100_000_000, 0, 10)).toBe(
      'upload ██████░░░░░░░░░░░░░░░░░░ 25 % 25.0 MB of 100.0 MB, 2.5 MB/s, 30 s left',
    );
  });

  it('does not count what an earlier upload did as speed', () => {
    expect(barLine('upload', 90, 100, 80, 10)).toContain('1 B/s, 10 s left');
  });

  it('promises no end without a rate, and none when all is done', () => {
    expect(barLine('upload', 0, 100, 0, 0)).not.toContain('left');
    expect(barLine('upload', 100, 100, 0, 3)).toContain('100 % 100 B of 100 B');
    expect(barLine('upload', 0, 0, 0, 0)).toContain('100 %');
  });
});

it.each([
  [0.2, '1 s'],
  [61, '1 min 1 s'],
  [3_700, '1 h 2 min'],
])('duration of %s s', (seconds, text) => expect(duration(seconds)).toBe(text));

it('writes nothing where there is no terminal', () => {
  const lines: string[] = [];
  const stream = { isTTY: false, write: (line: string) => lines.push(line) } as unknown as NodeJS.WriteStream;
  const bar = progressBar('upload', stream);
  bar.update(1, 2);
  bar.end();
  expect(lines).toEqual([]);
});
