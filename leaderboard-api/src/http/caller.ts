import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/** The site's server and proxies of this machine say who asks; nobody else is believed. */
export const trustedProxies = 'loopback';

const isTrusted = proxyAddress.compile(trustedProxies);

/** The address of who asks, as the framework finds it. */
export function callerOf(request: IncomingMessage): string {
  return request.headers['x-forwarded-for'] === undefined
    ? (request.socket.remoteAddress ?? '')
    : proxyAddress(request, isTrusted);
}
