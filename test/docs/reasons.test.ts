import { isInfrastructure, reasonCodeSchema, reasonMeanings } from '@paretoboard/contract/reason.js';
import { runChecks } from '@paretoboard/harness/run/checks/registry.js';
import { expect, it } from 'vitest';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function page(): string {
  const checks = runChecks.map(({ id, shows, code, remedy }) => [`\`${id}\``, shows, `\`${code}\``, remedy]);
  const codes = reasonCodeSchema.options.map((code) => [
    `\`${code}\``,
    reasonMeanings[code],
    isInfrastructure(code) ? 'ours: retried, never charged' : 'the submission',
  ]);
  return `# Checks and reasons

Made from the code by \`npm run docs\`; a test compares.

A run is \`VALID\` if it came to its end, kept its budgets and passed these checks. Whatever speaks against it stands in the record with a code,
what was found and what to do.

## Checks

${table(['check', 'shows', 'if it fails', 'what to do'], checks)}

## Reasons

${table(['code', 'meaning', 'whose doing'], codes)}
`;
}

it('docs/reasons.md is what the code says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/reasons.md');
});

it('has a check for each of its ids once', () => {
  expect(new Set(runChecks.map((check) => check.id)).size).toBe(runChecks.length);
});
