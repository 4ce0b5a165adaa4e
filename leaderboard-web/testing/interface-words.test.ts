import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hardCodedWords, hardCodedWordsOf } from './interface-words';

it.each([
  ['<p>Try again</p>', ['Try again']],
  ['<p>{busy ? "wait" : say.go}</p>', ['wait']],
  ['<p>{`rows`}</p>', ['rows']],
  ['<a aria-label="Note" title={say.title}>x</a>', ['Note']],
  ['const sentence = "Nothing was found";', ['Nothing was found']],
])('finds the words in %s', (source, words) => {
  expect(hardCodedWords(source)).toEqual(words);
});

it.each([
  '<p className="small quiet">{say.again} <code>npx paretoboard run</code></p>',
  '<p><span lang="en">left as the API says it</span> p50 (ms), JSON</p>',
  'import { a } from "a module"; throw new RangeError("no such row");',
  'type Kind = "one two" | "three four";',
])('leaves alone %s', (source) => {
  expect(hardCodedWords(source)).toEqual([]);
});

it('finds none in the pages and components of the site', () => {
  expect(hardCodedWordsOf(fileURLToPath(new URL('..', import.meta.url)))).toEqual([]);
});
