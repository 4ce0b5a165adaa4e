import { expect, it } from 'vitest';
import { withFigures } from './readme-section.mjs';

const settings = { seeds: 6, seed: 1, profile: 'quick', runtime: 'tensorflow', sandbox: 'namespace' };
const group = { task: 'a-task', variant: 'small' };
const put = (readme: string, table: string): string => withFigures(readme, { settings }, group, table);
const before = '# A task\n\n## Measured\n\nBy hand.\n\n## Settings tried\n';

it('makes a section, and later replaces its table alone', () => {
  const first = put(before, '| a |\n| --- |\n| 1 |');
  expect(first).toMatch(/## Measured\n\n### 6 seeds on small, tested\n\n`npm run test:slow.*0\.031\).\n\n\| a \|/);
  expect(first).toContain('| 1 |\n\nBy hand.\n\n## Settings tried\n');
  const explained = first.replace('| 1 |\n', '| 1 |\n\nWhy.\n');
  expect(put(explained, '| a |\n| --- |\n| 2 |\n| 3 |')).toBe(explained.replace('| 1 |', '| 2 |\n| 3 |'));
});

it('wants a place for figures', () => {
  expect(() => put('# A task\n', '| a |')).toThrow('## Measured');
});
