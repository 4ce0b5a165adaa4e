import type { NextRequest } from 'next/server';
import { isFromThisSite } from './session.mjs';

function headersOf(request: NextRequest): Record<string, string> {
  return Object.fromEntries(
    ['sec-fetch-site', 'origin', 'host'].flatMap((name) => {
      const value = request.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** Refuses what a page of another site sent; null: it is ours. */
export function refuseForeignForm(request: NextRequest): Response | null {
  if (isFromThisSite(headersOf(request))) return null;
  return new Response('This form is sent from the site’s own pages only.', { status: 403 });
}

/** Answers a form: the browser goes to `path`, with the cookie. */
export function goOn(path: string, cookie?: string): Response {
  const headers = new Headers({ Location: path });
  if (cookie) headers.set('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** Whether the reader's connection is encrypted, as a proxy before this server says. */
export function isSecure(request: NextRequest): boolean {
  return request.headers.get('x-forwarded-proto') === 'https';
}
