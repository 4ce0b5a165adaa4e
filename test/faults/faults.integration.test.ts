import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileKinds } from './files.mjs';

/** One of each that needs no database; all of them, twenty times: `npm run test:faults`. */
const root = mkdtempSync(join(tmpdir(), 'paretoboard-fault-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(fileKinds.filter(({ id }) => id !== 'changed-bit').map(({ id, what, once }) => ({ id, what, once })))(
  '$id: $what',
  async ({ once }) => {
    const { ok, detail } = await once({ root, index: 0 });
    expect(ok === null || ok, detail).toBe(true);
  },
);
