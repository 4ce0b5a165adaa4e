import { expect, it } from 'vitest';
import { readable } from './readable';

it('takes out what reorders or hides text', () => {
  expect(readable('a\u202egnp.exe\u0000\u200b')).toBe('agnp.exe');
});

it('leaves emoji sequences and other scripts whole', () => {
  expect(readable('👩‍🔬 Größe 識別')).toBe('👩‍🔬 Größe 識別');
});
