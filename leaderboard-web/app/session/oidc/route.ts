import type { NextRequest } from 'next/server';
import { finishOidc } from '../../../lib/api';
import type { ApiFailure } from '../../../lib/api-failure';
import { oidcCookie, oidcCookieName } from '../../../lib/oidc-cookie';
import { goOn, isSecure } from '../../../lib/same-site-form';
import { sessionCookie } from '../../../lib/session.mjs';

function why(failure: ApiFailure): 'provider' | 'stranger' | 'link' {
  if (failure.kind === 'not-found') return 'link';
  return failure.kind === 'refused' && failure.status === 403 ? 'stranger' : 'provider';
}

/**
 * The session's cookie is for requests that begin on this site, and a redirect belongs to the provider's: a page of ours that goes on by itself begins anew.
 */
const goesOn = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Signed in</title><meta http-equiv="refresh" content="0;url=/submit"><p>Signed in. <a href="/submit">Go on</a></p></html>`;

/** Where the provider sends the browser back to: signs in, if it is the browser that began. */
export async function GET(request: NextRequest): Promise<Response> {
  const handle = request.cookies.get(oidcCookieName)?.value;
  const ended = oidcCookie(null, isSecure(request));
  if (!handle) return goOn('/submit?refused=provider');
  // The API looks at what stands behind the question mark only: which host this server is reached by does not matter.
  const session = await finishOidc(handle, `http://localhost/session/oidc${request.nextUrl.search}`);
  if (!session.ok) return goOn(`/submit?refused=${why(session.failure)}`, ended);
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  headers.append('Set-Cookie', ended);
  headers.append('Set-Cookie', sessionCookie(session.value.token, isSecure(request)));
  return new Response(goesOn, { headers });
}
