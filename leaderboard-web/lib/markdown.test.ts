import { expect, it } from 'vitest';
import { markdownToHtml } from './markdown';

it('gives headings anchors that survive punctuation', () => {
  expect(markdownToHtml('## Latency: how it is timed')).toBe(
    '<h2 id="latency-how-it-is-timed">Latency: how it is timed</h2>\n',
  );
});

it('shows raw HTML as text', () => {
  const html = markdownToHtml('before <script>alert(1)</script> after\n\n<iframe src="x"></iframe>');
  expect(html).not.toMatch(/<script|<iframe/);
  expect(html).toContain('&lt;script&gt;');
});

it('shows no marks of our scripts, and lets wide tables scroll', () => {
  const html = markdownToHtml('<!-- here: begin -->\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n<!-- here: end -->\n');
  expect(html).not.toContain('begin');
  expect(html).toContain('tabindex="0"><table>');
  expect(markdownToHtml('<!-- x --><table>')).not.toContain('<table>');
});

it('has no heading above the names of rows', () => {
  const html = markdownToHtml('| | b |\n|:--|---|\n| row | 1 |');
  expect(html).not.toMatch(/<th[^>]*><\/th>/);
  expect(html).toContain('<th>b</th>');
});
