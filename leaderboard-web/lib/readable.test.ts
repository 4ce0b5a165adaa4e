import { expect, it } from 'vitest';
import { readable, readableParagraphs } from './readable';

it('takes out what reorders or hides text', () => {
  expect(readable('a\u202egnp.exe\u0000\u200b')).toBe('agnp.exe');
});

it('leaves emoji sequences and other scripts whole', () => {
  expect(readable('👩‍🔬 Größe 識別')).toBe('👩‍🔬 Größe 識別');
});

it('cuts what is too long, between characters', () => {
  expect(readable('W'.repeat(10_000))).toBe(`${'W'.repeat(160)}…`);
  expect(readable('👍'.repeat(200))).toBe(`${'👍'.repeat(160)}…`);
  expect(readable('W'.repeat(160))).toBe('W'.repeat(160));
});

it('keeps the paragraphs of a text, whole and without what disturbs', () => {
  expect(readableParagraphs(`one\u202e\nline\n\n\n ${'W'.repeat(300)} \n\n`)).toEqual(['one line', 'W'.repeat(300)]);
});
