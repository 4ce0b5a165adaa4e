/**
 * The production server of the site: Next.js on node:http, `/api/*` passed on to the API so that one origin suffices,
 * and the security headers. Environment: PARETOBOARD_WEB_PORT, PARETOBOARD_HOST, PARETOBOARD_API_URL.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asksForDocument, partsStoreKey } from './lib/document-parts.mjs';
import { addressHeader, languageCookie, languageOf, languageOfAddress, languageStoreKey } from './lib/languages.mjs';
import { passOnToApi } from './lib/pass-on-to-api.mjs';

process.env.NEXT_TELEMETRY_DISABLED ??= '1';
process.env.NODE_ENV ??= 'production';

const folder = dirname(fileURLToPath(import.meta.url));
// Pages read `../docs` and Next.js its build relative to this folder, wherever the server was started from.
process.chdir(folder);

const port = Number(process.env.PARETOBOARD_WEB_PORT ?? 3000);
const host = process.env.PARETOBOARD_HOST ?? '127.0.0.1';
const apiUrl = new URL(process.env.PARETOBOARD_API_URL ?? 'http://127.0.0.1:3001');

/** Next.js finds the nonce in the request's own header and puts it on every script tag that it writes. */
function contentSecurityPolicy(nonce) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What other sites may show in a frame: no script, no form, no cookie, an origin of its own; links open beside it. */
const embedPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
};

/** The language of each page that is being rendered, where every step of its rendering finds it. */
const languageStore = new AsyncLocalStorage();
globalThis[languageStoreKey] = languageStore;

/** The parts of each document that is being rendered; null: of no document. */
const partsStore = new AsyncLocalStorage();
globalThis[partsStoreKey] = partsStore;

/** Scripts, styles and files for programs are the same in every language. */
const withoutLanguage = /^\/_next\/|\/export\/|\/bibtex$|\.\w+$/;

/** Sets the headers of a page in `language`, and keeps it where the address chose it. */
function announceLanguage(response, address, language, isEmbed) {
  if (withoutLanguage.test(address.split('?')[0])) return;
  response.setHeader('Content-Language', language);
  // Next.js writes this header anew while it renders: what is ours comes to it at the end.
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (...head) => {
    response.appendHeader('Vary', isEmbed ? 'Accept-Language' : 'Accept-Language, Cookie');
    return writeHead(...head);
  };
  // An embed knows nobody: it keeps nothing in the browser of who reads the page around it.
  if (languageOfAddress(address) !== null && !isEmbed) response.setHeader('Set-Cookie', languageCookie(language));
}

const { default: next } = await import('next');
const app = next({ dev: false, dir: folder, hostname: host, port });
await app.prepare();
const renderPage = app.getRequestHandler();

const server = createServer((incoming, response) => {
  if (incoming.url?.startsWith('/api/')) return passOnToApi(apiUrl, incoming, response);
  const isEmbed = incoming.url?.startsWith('/embed/') ?? false;
  if (isEmbed) {
    delete incoming.headers.cookie;
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  }
  const policy = isEmbed ? embedPolicy : contentSecurityPolicy(randomBytes(16).toString('base64'));
  incoming.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const address = incoming.url ?? '/';
  // Pages cannot see their own address: it is passed on for the links to their other languages.
  incoming.headers[addressHeader] = address;
  const language = languageOf(address, incoming.headers);
  announceLanguage(response, address, language, isEmbed);
  const parts = asksForDocument(incoming.headers) ? new Map() : null;
  languageStore.run(language, () => partsStore.run(parts, () => renderPage(incoming, response)));
});

server.on('error', (error) => {
  if (error.code === 'EADDRINUSE') {
    console.error(`Port ${port} on ${host} is taken. Stop its user or choose another: PARETOBOARD_WEB_PORT=3100.`);
  } else {
    console.error(`The site cannot listen on ${host}:${port}: ${error.message}`);
  }
  process.exit(3);
});

server.listen(port, host, () => {
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${server.address().port}`;
  console.log(`site: ${url}`);
  process.send?.({ ready: true, url });
});

function stop() {
  server.close();
  server.closeAllConnections();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The parent died without a signal: leave with it.
process.on('disconnect', stop);
