import { randomUUID } from 'node:crypto';
import type { ReactNode } from 'react';
import { documentParts } from '../lib/document-parts';
import { MarkupOnce } from './markup-once';

/**
 * A part of a page that crosses the wire once: in a document as markup, in an answer to the browser's React as data. For what only the server renders:
 * nothing in it may be a component of the browser (`Link` is one), nor asynchronous.
 */
export function SentOnce({ children }: { children: ReactNode }) {
  const parts = documentParts();
  if (parts === null) return <MarkupOnce>{children}</MarkupOnce>;
  const id = `part-${randomUUID()}`;
  parts.set(id, children);
  return <MarkupOnce key={id} id={id} />;
}
