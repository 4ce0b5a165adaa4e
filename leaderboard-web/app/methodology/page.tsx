import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metadata } from 'next';
import { markdownToHtml } from '../../lib/markdown';

export const metadata: Metadata = {
  title: 'Methodology',
  description: 'How accuracy, latency, intervals and verdicts are made here.',
};

export default async function MethodologyPage() {
  // The server's working folder is this package; the text is the same file that the repository shows.
  const text = await readFile(join(process.cwd(), '..', 'docs', 'methodology.md'), 'utf8');
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own document, with raw HTML turned into text by the renderer
    <article className="prose" dangerouslySetInnerHTML={{ __html: markdownToHtml(text) }} />
  );
}
