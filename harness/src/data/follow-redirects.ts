import { DownloadError } from './download-error.js';

const maximumRedirects = 10;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function nextAddress(from: string, location: string | null): string {
  if (!location) throw new DownloadError('redirects', from, 'a redirect without an address');
  const next = URL.canParse(location, from) ? new URL(location, from) : null;
  const isWeb = next?.protocol === 'https:' || next?.protocol === 'http:';
  if (!next || !isWeb) throw new DownloadError('redirects', from, `a redirect to ${location}, expected http or https`);
  if (next.protocol === 'http:' && new URL(from).protocol === 'https:')
    throw new DownloadError('redirects', from, `a redirect from https to ${location}`);
  return next.href;
}

/** GET that sends the same headers (a Range above all) at each step. @throws DownloadError redirects */
export async function requestFollowing(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  let address = url;
  for (let step = 0; step <= maximumRedirects; step += 1) {
    const response = await fetch(address, { headers, signal, redirect: 'manual' });
    if (!redirectStatuses.has(response.status)) return response;
    await response.body?.cancel();
    address = nextAddress(address, response.headers.get('location'));
  }
  throw new DownloadError('redirects', url, `more than ${maximumRedirects} redirects`);
}
