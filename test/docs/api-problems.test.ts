import { problemKinds, problemType } from '@paretoboard/api/http/problem.js';
import { problemCodeSchema, problemMeanings } from '@paretoboard/contract/http.js';
import { expect, it } from 'vitest';

function page(): string {
  const sections = problemCodeSchema.options.map(
    (code) => `## ${code}

Status ${problemKinds[code].status}, "${problemKinds[code].title}". ${problemMeanings[code]}`,
  );
  return `# Problems that the API answers with

Made from the code by \`npm run docs\`; a test compares.

Every failure is a problem document (RFC 9457, \`application/problem+json\`): \`{type, title, status, detail, instance, code}\`, and \`problems\` where several things may be wrong at
once, each with its \`path\`, \`message\` and \`remedy\`. Programs tell failures apart by \`code\`: codes stay, the words beside them may change. \`type\` leads to this page.

${sections.join('\n\n')}
`;
}

it('docs/api-problems.md is what the code says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/api-problems.md');
});

it('every code has an address of its own', () => {
  expect(new Set(problemCodeSchema.options.map(problemType)).size).toBe(problemCodeSchema.options.length);
});
