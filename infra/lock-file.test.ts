import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completeLock, missingOptionalPackages } from './complete-lock-file.mjs';
import { replacementOf } from './install-scripts.mjs';
import { repositoryRoot } from './places.mjs';

const lock = JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8'));

test('the lock file names the optional packages of every platform (else: npm run lock)', () => {
  expect(missingOptionalPackages(lock)).toEqual([]);
});

test('every package with an install script is in the list of what replaces it', () => {
  const names = Object.entries(lock.packages as Record<string, { hasInstallScript?: boolean }>)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => replacementOf(name) === undefined)).toEqual([]);
});

test('a missing platform package is found and completed from its name', () => {
  const packages: Record<string, unknown> = {
    'node_modules/tool': { version: '2.0.0', optionalDependencies: { '@tool/linux-x64-musl': '2.0.0' } },
    'node_modules/other': { version: '1.0.0', optionalDependencies: { '@other/win32-arm64-msvc': '^1.0.0' } },
    'node_modules/other/node_modules/@other/win32-arm64-msvc': { version: '1.0.3' },
  };
  expect(completeLock({ packages })).toEqual(['@tool/linux-x64-musl']);
});
