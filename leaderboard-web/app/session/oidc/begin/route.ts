import type { NextRequest } from 'next/server';
import { beginOidc } from '../../../../lib/api';
import { oidcCookie } from '../../../../lib/oidc-cookie';
import { goOn, isSecure, refuseForeignForm } from '../../../../lib/same-site-form';

/** Sends the browser to the OpenID provider. A link and not a form: the policy lets forms go to this site alone, and that holds for where they are sent on to. */
export async function GET(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request);
  if (refused) return refused;
  const begun = await beginOidc(request.nextUrl.searchParams.get('secret'));
  if (!begun.ok) return goOn('/submit?refused=provider');
  return goOn(begun.value.address, oidcCookie(begun.value.handle, isSecure(request)));
}
