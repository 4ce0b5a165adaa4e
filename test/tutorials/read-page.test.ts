import { expect, it } from 'vitest';
import { stepsOf } from './read-page.mjs';

it('finds what is to be run and what is to be written, in order, and nothing else', () => {
  const page =
    '# A page\n\n```sh\necho one\necho two\n```\n\n```ts file=a/b.ts\nlet x = 1;\n```\n\n```text\nnot this\n```\n';
  expect(stepsOf(page)).toEqual([
    { line: 3, kind: 'sh', path: null, content: 'echo one\necho two\n' },
    { line: 8, kind: 'file', path: 'a/b.ts', content: 'let x = 1;\n' },
  ]);
});

it('names a block that is not closed', () => {
  expect(() => stepsOf('text\n```sh\necho\n')).toThrow('line 2');
});
