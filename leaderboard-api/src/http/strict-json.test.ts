import { expect, test } from 'vitest';
import { requireUnambiguous } from './strict-json.js';

test.each([
  '{"a":1,"b":{"a":2},"c":[{"a":1},{"a":2}]}',
  '"a"',
  '{"a":"b\\":\\"a"}',
  '[["a","a"],"a"]',
  '{"a":"a"}',
  '{}',
])('%s says one thing', (text) => {
  expect(() => requireUnambiguous(text)).not.toThrow();
});

test.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"b":[{"c":{},"d":1,"c":2}]}', '{"a" : {"x":1} , "a" : 1}'])(
  '%s says two',
  (text) => {
    expect(() => requireUnambiguous(text)).toThrow('twice');
  },
);

test('what is deeper than any body of ours is refused', () => {
  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  expect(() => requireUnambiguous(deep(64))).not.toThrow();
  expect(() => requireUnambiguous(deep(65))).toThrow('64 levels');
});
