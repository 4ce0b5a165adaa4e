import type { NextRequest } from 'next/server';
import { loadAccount, signIn } from '../../lib/api';
import type { ApiFailure } from '../../lib/api-failure';
import { goOn, isSecure, refuseForeignForm } from '../../lib/same-site-form';
import { sessionCookie } from '../../lib/session.mjs';

/** Back to the form; what is our fault is said there as such. */
function refuse(failure: ApiFailure | null, why: 'refused' | 'password'): Response {
  const isOurs = failure !== null && failure.kind !== 'refused';
  return goOn(isOurs ? '/submit' : `/submit?refused=${why}`);
}

/** Signs in, by a token or by name and password: a token is kept in a cookie, once the API knows it. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request);
  if (refused) return refused;
  const form = await request.formData();
  const field = (name: string): string => String(form.get(name) ?? '').trim();
  if (form.has('name')) {
    const session = await signIn(field('name'), String(form.get('password') ?? ''));
    if (!session.ok) return refuse(session.failure, 'password');
    return goOn('/submit', sessionCookie(session.value.token, isSecure(request)));
  }
  const token = field('token');
  const account = /^pb_[\w-]+$/.test(token) ? await loadAccount(token) : null;
  if (account?.ok) return goOn('/submit', sessionCookie(token, isSecure(request)));
  return refuse(account === null ? null : account.failure, 'refused');
}
