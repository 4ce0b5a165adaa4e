import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { documentHref, readDocument } from '../../lib/documentation';
import { markdownToHtml } from '../../lib/markdown';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { methodology: title, methodologyDescription: description } = words().documentation;
  return { title, description };
}

export default async function MethodologyPage() {
  const text = await readDocument('methodology');
  if (text === null) notFound();
  const html = markdownToHtml(text, (href) => documentHref('methodology', href));
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own document, with raw HTML turned into text by the renderer
    <article className="prose" lang="en" dangerouslySetInnerHTML={{ __html: html }} />
  );
}
