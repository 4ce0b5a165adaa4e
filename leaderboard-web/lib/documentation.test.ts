import { expect, it } from 'vitest';
import { documentHref } from './documentation';

it.each([
  ['submit/onnx', 'tfjs-model.md', '/docs/submit/tfjs-model'],
  ['submit/onnx', '../wire.md#frames', '/docs/wire#frames'],
  ['wire', 'decisions/0005-sandbox.md', '/docs/decisions/0005-sandbox'],
  ['wire', '#frames', '#frames'],
  ['wire', 'https://example.org/a', 'https://example.org/a'],
  ['wire', '../harness/contract/src/wire.ts', null],
  ['wire', '../README.md', null],
  ['submit/onnx', '../../README.md', null],
  ['wire', 'javascript:alert(1)', null],
  ['wire', 'JavaScript:alert(1).md', null],
])('a link in %s to %s leads to %s', (from, href, expected) => {
  expect(documentHref(from, href)).toBe(expected);
});
