const name = 'paretoboard-sign-in';
const lifetimeSeconds = 600;

/**
 * `Set-Cookie` for the handle of a sign-in that is under way; null ends it. Lax: it must come along when the provider sends the browser back.
 * @param isSecure the page came by https
 */
export function oidcCookie(handle: string | null, isSecure: boolean): string {
  const lifetime = handle === null ? 0 : lifetimeSeconds;
  return `${name}=${handle ?? ''}; Path=/session/oidc; HttpOnly; SameSite=Lax; Max-Age=${lifetime}${isSecure ? '; Secure' : ''}`;
}

/** Name under which the handle comes back. */
export const oidcCookieName = name;
