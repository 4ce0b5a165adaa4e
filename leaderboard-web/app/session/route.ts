import type { NextRequest } from 'next/server';
import { loadAccount } from '../../lib/api';
import { goOn, isSecure, refuseForeignForm } from '../../lib/same-site-form';
import { sessionCookie } from '../../lib/session.mjs';

/** Signs in: the token of the form is kept in a cookie, once the API knows it. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request);
  if (refused) return refused;
  const token = String((await request.formData()).get('token') ?? '').trim();
  const account = /^pb_[\w-]+$/.test(token) ? await loadAccount(token) : null;
  if (account?.ok) return goOn('/submit', sessionCookie(token, isSecure(request)));
  const isOurs = account !== null && account.failure.kind !== 'refused';
  return goOn(isOurs ? '/submit' : '/submit?refused');
}
