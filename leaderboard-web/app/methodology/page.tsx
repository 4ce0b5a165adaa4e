import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DocumentText } from '../../components/document-text';
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
  return <DocumentText html={html} />;
}
