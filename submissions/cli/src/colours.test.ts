import { describe, expect, it } from 'vitest';
import { coloured, harmless, hasColours } from './colours.js';

const terminal = { isTTY: true };

describe('hasColours', () => {
  it.each([
    [terminal, {}, true],
    [{}, {}, false],
    [terminal, { NO_COLOR: '1' }, false],
    [terminal, { NO_COLOR: '' }, true],
    [{}, { FORCE_COLOR: '1' }, true],
    [terminal, { FORCE_COLOR: '0' }, false],
    [terminal, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [terminal, { TERM: 'dumb' }, false],
  ])('of %j with %j is %s', (stream, environment, expected) => {
    expect(hasColours(stream, environment)).toBe(expected);
  });
});

it('paints verdicts alone', () => {
  expect(coloured('VALID: mine\nnot VALID here')).toBe('\x1b[32mVALID\x1b[0m: mine\nnot VALID here');
  expect(coloured('2 problems')).toBe('\x1b[31m2 problems\x1b[0m');
});

it('lets no control character of somebody else’s text through', () => {
  expect(harmless('a\x1b[2Jb\rc\u202ed\n\te\x07')).toBe('a\ufffd[2Jb\ufffdc\ufffdd\n\te\ufffd');
});
