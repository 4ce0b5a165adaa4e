#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(fileURLToPath(main))) {
  await import(main.href);
} else {
  process.stderr.write('paretoboard is not built yet: run "npm run setup" once in the repository (or "npx tsc -b").\n');
  process.exitCode = 3;
}
