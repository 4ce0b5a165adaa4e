import { describe, expect, it } from 'vitest';
import { answerThreads } from './answer-threads.js';

describe('answerThreads', () => {
  it('gives all where the manifest says nothing', () => {
    expect(answerThreads({}, 8)).toBe(8);
  });

  it('gives as few as the manifest asks for', () => {
    expect(answerThreads({ threads: 1 }, 8)).toBe(1);
  });

  it('gives no more than there are', () => {
    expect(answerThreads({ threads: 16 }, 2)).toBe(2);
  });
});
