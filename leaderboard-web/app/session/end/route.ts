import type { NextRequest } from 'next/server';
import { signOut } from '../../../lib/api';
import { goOn, isSecure, refuseForeignForm } from '../../../lib/same-site-form';
import { sessionCookie, sessionToken } from '../../../lib/session.mjs';

/** Signs out, here and on the server. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request);
  if (refused) return refused;
  const token = sessionToken(request.headers.get('cookie') ?? undefined);
  if (token !== null) await signOut(token);
  return goOn('/submit', sessionCookie(null, isSecure(request)));
}
