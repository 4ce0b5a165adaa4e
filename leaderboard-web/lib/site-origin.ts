/** Scheme and host that a reader asked by, for addresses that leave the page; a proxy before this server says whether the connection is encrypted. */
export function siteOrigin(headers: Pick<Headers, 'get'>): string {
  const scheme = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${scheme}://${headers.get('host') ?? 'localhost'}`;
}
