import { isInfrastructure, reasonCodeSchema, reasonMeanings } from '@paretoboard/contract/reason.js';
import { runChecks } from '@paretoboard/harness/run/checks/registry.js';
import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.js';

function page(): string {
  const checks = runChecks.map(({ id, shows, code, remedy }) => [`\`${id}\``, shows, `\`${code}\``, remedy]);
  const codes = reasonCodeSchema.options.map((code) => [
    `\`${code}\``,
    reasonMeanings[code],
    isInfrastructure(code) ? 'ours: never charged' : 'the submission',
  ]);
  return `# Checks and reasons

Made from the code by \`npm run docs\`; a test compares.

A run is \`VALID\` if it came to its end, kept its budgets and passed these checks. Whatever speaks against it stands in the record with a code,
what was found and what to do.

## Checks

${markdownTable(['check', 'shows', 'if it fails', 'what to do'], checks)}

## Reasons

A run that ends by our doing and leaves no record is begun again, up to three times. One with a record is not: it says what disturbed it, and counts against no quota.

${markdownTable(['code', 'meaning', 'whose doing'], codes)}
`;
}

it('docs/reasons.md is what the code says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/reasons.md');
});

it('has a check for each of its ids once', () => {
  expect(new Set(runChecks.map((check) => check.id)).size).toBe(runChecks.length);
});
