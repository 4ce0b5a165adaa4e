import { expect, test } from 'vitest';
import { keptLogBytes, readableLog } from './readable-log.js';

test('a log is plain text: nothing in it can steer a terminal, a page or the direction of writing', () => {
  const written = Buffer.from('a\r\nb\tc\u001b[31mred\u0000\u0007 \u202egnp\u009b1m ü', 'utf8');
  expect(readableLog(written)).toBe('a\nb\tc�[31mred�� �gnp�1m ü');
  expect(readableLog(Buffer.from([0x61, 0xff, 0x62]))).toBe('a�b');
  expect(readableLog(Buffer.alloc(0))).toBe('');
});

test('of a long log the end is kept, and the rest counted', () => {
  const log = readableLog(Buffer.concat([Buffer.alloc(keptLogBytes, 'a'), Buffer.from('the end')]));
  expect(log).toMatch(/^\[the first 7 bytes are left out\]\naaaa/);
  expect(log).toMatch(/aathe end$/);
});
