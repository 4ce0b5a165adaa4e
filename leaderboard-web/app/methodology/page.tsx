import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { documentHref, readDocument } from '../../lib/documentation';
import { markdownToHtml } from '../../lib/markdown';

export const metadata: Metadata = {
  title: 'Methodology',
  description: 'How accuracy, latency, intervals and verdicts are made here.',
};

export default async function MethodologyPage() {
  const text = await readDocument('methodology');
  if (text === null) notFound();
  const html = markdownToHtml(text, (href) => documentHref('methodology', href));
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own document, with raw HTML turned into text by the renderer
    <article className="prose" dangerouslySetInnerHTML={{ __html: html }} />
  );
}
