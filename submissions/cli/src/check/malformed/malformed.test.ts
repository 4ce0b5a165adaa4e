import { describe, expect, test } from 'vitest';
import { checkSubmission } from '../check-submission.js';
import { malformed } from './cases.js';
import { withMalformed } from './malformed-submission.js';

const { signal } = new AbortController();

describe.each(Object.entries(malformed))('%s', (_, cases) => {
  test.each(cases)('$title', async (one) => {
    const { ok, problems } = await withMalformed(one, (folder) =>
      checkSubmission(folder, { run: false, signal, note() {} }),
    );
    expect(ok).toBe(false);
    expect(problems.map(({ path }) => path)).toEqual(one.expected.map(([path]) => path));
    for (const [at, [, part]] of one.expected.entries()) {
      expect(problems[at]?.message).toContain(part);
      expect(problems[at]?.remedy).toMatch(/./);
    }
  });
});
