import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { DocumentText } from '../../../components/document-text';
import { documentHref, readDocument, titleOf } from '../../../lib/documentation';
import { markdownToHtml } from '../../../lib/markdown';
import { words } from '../../../messages/words';

interface Properties {
  params: Promise<{ path: string[] }>;
}

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const path = (await params).path.join('/');
  const text = await readDocument(path);
  return text === null ? {} : { title: titleOf(text, path) };
}

export default async function DocumentPage({ params }: Properties) {
  const path = (await params).path.join('/');
  const text = await readDocument(path);
  if (text === null) notFound();
  const html = markdownToHtml(text, (href) => documentHref(path, href));
  return (
    <>
      <p className="crumb">
        <Link href="/docs" prefetch={false}>
          {words().documentation.title}
        </Link>{' '}
        / {path}
      </p>
      <DocumentText html={html} />
    </>
  );
}
