import type { NextRequest } from 'next/server';
import { acceptInvitation } from '../../../lib/api';
import { goOn, isSecure, refuseForeignForm } from '../../../lib/same-site-form';
import { sessionCookie } from '../../../lib/session.mjs';

/** Sets the password of an invited account, and signs in. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request);
  if (refused) return refused;
  const form = await request.formData();
  const secret = String(form.get('secret') ?? '');
  const session = await acceptInvitation(secret, String(form.get('password') ?? ''));
  if (session.ok) return goOn('/submit', sessionCookie(session.value.token, isSecure(request)));
  return goOn(`/invitation?secret=${encodeURIComponent(secret)}&failed=${session.failure.kind}`);
}
