import { lookup as systemLookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

const timeoutMs = 10_000;

/** An address that messages of this server must not reach: its own machine, its network, nobody's. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/** Whether an address is one of the public internet; IPv4 in IPv6's clothes counts as what it is. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Resolves names to public addresses alone. The connection goes to the address that was looked at: no second answer of the name server can change it. */
const publicLookup: LookupFunction = (name, options, callback) => {
  systemLookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const forbidden = addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (forbidden || !first) {
      const found = forbidden?.address ?? 'no address';
      return callback(new ForbiddenAddressError(`${name} is ${found}: expected a public address`), '', 0);
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** Whether a webhook may have this address at all; names are looked at when they are resolved. @returns what is wrong, or null */
export function addressProblem(address: string, allowPrivate: boolean): string | null {
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return 'expected an address without a name and password';
  if (allowPrivate) return null;
  if (protocol !== 'https:') return 'expected an address that begins with https://';
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) return `${literal} is no public address`;
  return null;
}

export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether private addresses and plain HTTP may be reached. */
  readonly allowPrivate: boolean;
}

/**
 * Sends one message. Redirects are not followed, and nothing of the answer but its status is read.
 * @returns status of the answer
 * @throws ForbiddenAddressError, Error where no answer came in time
 */
export async function postWebhook({ url, headers, body, allowPrivate }: WebhookPost): Promise<number> {
  const problem = addressProblem(url, allowPrivate);
  if (problem !== null) throw new ForbiddenAddressError(problem);
  const send = url.startsWith('https:') ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Paretoboard',
        },
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
