import { checkSubmission } from '@paretoboard/cli/check/check-submission.js';
import { malformed } from '@paretoboard/cli/check/malformed/cases.js';
import { type MalformedSubmission, withMalformed } from '@paretoboard/cli/check/malformed/malformed-submission.js';
import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.js';

const { signal } = new AbortController();

async function rowsOf(one: MalformedSubmission): Promise<string[][]> {
  const { problems } = await withMalformed(one, (folder) => checkSubmission(folder, { run: false, signal, note() {} }));
  return problems.map(({ path, message, remedy }, at) => [
    at === 0 ? one.title : '',
    path === '' ? '' : `\`${path}\``,
    message.replaceAll('\n', ' '),
    remedy,
  ]);
}

async function page(): Promise<string> {
  const sections = Object.entries(malformed).map(async ([title, cases]) => {
    const rows = await Promise.all(cases.map(rowsOf));
    return `## ${title}\n\n${markdownTable(['wrong', 'path', 'message', 'what to do'], rows.flat())}`;
  });
  return `# What \`check\` says

Made from the code by \`npm run docs\`; a test compares. \`npx paretoboard check <folder>\` names every problem at once, before anything is sent or any quota is spent. What can only be
found by running has a code of the [checks and reasons](../reasons.md).

${(await Promise.all(sections)).join('\n\n')}
`;
}

it('docs/submit/problems.md is what check says of each malformed submission', async () => {
  await expect(await page()).toMatchFileSnapshot('../../docs/submit/problems.md');
});
