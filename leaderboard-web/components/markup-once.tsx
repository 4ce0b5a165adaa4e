'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { documentParts } from '../lib/document-parts';

interface Properties {
  /** Of a part that came with the document; absent: the part came as `children`. */
  id?: string;
  children?: ReactNode;
}

/** The browser's side of `SentOnce`: takes the markup of a part as it stands in the document. */
export function MarkupOnce({ id, children }: Properties) {
  if (id === undefined) return <div className="part">{children}</div>;
  if (typeof document !== 'undefined') return <Received id={id} />;
  return (
    <div className="part" id={id}>
      {documentParts()?.get(id)}
    </div>
  );
}

/** Parts of this document: a reader who goes on and comes back finds them here. */
const received = new Map<string, string>();

function Received({ id }: { id: string }) {
  const [markup] = useState(() => received.get(id) ?? document.getElementById(id)?.innerHTML ?? '');
  useEffect(() => {
    received.set(id, markup);
  }, [id, markup]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is what the server's React wrote, with the text of others escaped
  return <div className="part" id={id} dangerouslySetInnerHTML={{ __html: markup }} suppressHydrationWarning />;
}
