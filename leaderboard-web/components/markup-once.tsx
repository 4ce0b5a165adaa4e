'use client';

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { documentParts } from '../lib/document-parts';
import { leaveFocus, takeFocus } from '../lib/kept-focus';

interface Properties {
  /** Of a part that came with the document; absent: the part came as `children`. */
  id?: string;
  children?: ReactNode;
}

/** The browser's side of `SentOnce`: takes the markup of a part as it stands in the document. */
export function MarkupOnce({ id, children }: Properties) {
  if (id === undefined) return <Drawn>{children}</Drawn>;
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
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    received.set(id, markup);
  }, [id, markup]);
  useLayoutEffect(() => {
    const part = place.current;
    return () => {
      if (part) leaveFocus(part);
    };
  }, []);
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it is what the server's React wrote, with the text of others escaped
    <div ref={place} className="part" id={id} dangerouslySetInnerHTML={{ __html: markup }} suppressHydrationWarning />
  );
}

/** A part that came as data: of a page that was followed to, or that shows itself anew in the place of what the document had. */
function Drawn({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (place.current) takeFocus(place.current);
  }, []);
  return (
    <div ref={place} className="part">
      {children}
    </div>
  );
}
