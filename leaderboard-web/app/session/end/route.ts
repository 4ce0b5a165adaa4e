import type { NextRequest } from 'next/server';
import { goOn, isSecure, refuseForeignForm } from '../../../lib/same-site-form';
import { sessionCookie } from '../../../lib/session.mjs';

/** Signs out. */
export function POST(request: NextRequest): Response {
  return refuseForeignForm(request) ?? goOn('/submit', sessionCookie(null, isSecure(request)));
}
