import { describe, expect, it } from 'vitest';
import { isFromThisSite, sessionCookie, sessionToken } from './session.mjs';

describe('sessionToken', () => {
  it.each([
    ['paretoboard-token=pb_a1', 'pb_a1'],
    ['other=1; paretoboard-token=pb_a1; more=2', 'pb_a1'],
    ['xparetoboard-token=pb_a1', null],
    ['paretoboard-token=', null],
    ['paretoboard-token=pb a\r\nx', null],
    [undefined, null],
  ])('of %j is %j', (header, expected) => {
    expect(sessionToken(header)).toBe(expected);
  });

  it('comes back from the cookie that was set', () => {
    expect(sessionToken(sessionCookie('pb_x-Y_z', true).split(';')[0])).toBe('pb_x-Y_z');
  });
});

describe('isFromThisSite', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://board.example', host: 'board.example' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'http://board.example:3000', host: 'board.example:3000' }, true],
    [{ origin: 'http://evil.example', host: 'board.example' }, false],
    [{ origin: 'null', host: 'board.example' }, false],
    [{ host: 'board.example' }, false],
  ])('%j: %j', (headers, expected) => {
    expect(isFromThisSite(headers)).toBe(expected);
  });
});

it('keeps the token from scripts and from other sites', () => {
  expect(sessionCookie('pb_a', false)).toMatch(/HttpOnly; SameSite=Strict/);
  expect(sessionCookie('pb_a', false)).not.toContain('Secure');
  expect(sessionCookie('pb_a', true)).toMatch(/; Secure$/);
  expect(sessionCookie(null, false)).toContain('Max-Age=0');
});
