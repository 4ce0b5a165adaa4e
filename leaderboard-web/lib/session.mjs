/**
 * A session of the site is a token of the API in a cookie that no script can read. The site's own server puts it on requests that come from the site's
 * own pages; the API knows tokens only, so nothing that another site makes a browser send is ever somebody's.
 */

export const cookieName = 'paretoboard-token';

/**
 * The token of a `Cookie` header.
 * @param {string | undefined} header
 * @returns {string | null} null: there is none
 */
export function sessionToken(header) {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === cookieName && value && /^[\w.-]+$/.test(value)) return value;
  }
  return null;
}

/**
 * Whether a page of this site made the request. Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`, and no script can write either.
 * @param {{ 'sec-fetch-site'?: string | string[], origin?: string | string[], host?: string }} headers
 */
export function isFromThisSite(headers) {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (typeof origin !== 'string' || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}

/**
 * `Set-Cookie` for a session; null ends it.
 * @param {string | null} token
 * @param {boolean} isSecure the page came by https
 */
export function sessionCookie(token, isSecure) {
  const lifetime = token === null ? '; Max-Age=0' : '; Max-Age=2592000';
  return `${cookieName}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${lifetime}${isSecure ? '; Secure' : ''}`;
}
