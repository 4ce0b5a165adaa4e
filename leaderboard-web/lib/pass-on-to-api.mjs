/** `/api/*` of the site: passed on to the API, so that one origin suffices. Plain JavaScript: the production server reads it as it is. */
import { request as requestApi } from 'node:http';
import { isFromThisSite, sessionCookie, sessionToken } from './session.mjs';

/**
 * How long a request may take to arrive, and the API to begin its answer.
 * @typedef {{ arriveMs: number, answerMs: number }} Patience
 */

/**
 * The API lets a request arrive for so long before it ends it itself; for the head of an answer Node.js's own `fetch`, by which workers publish, waits as
 * long. Whoever has less time leaves earlier.
 * @type {Patience}
 */
const usualPatience = { arriveMs: 300_000, answerMs: 300_000 };

/**
 * @param {import('node:http').ServerResponse} response
 * @param {{ code: import('@paretoboard/contract/http.js').ProblemCode, status: number, title: string, detail: string }} problem
 */
function answerProblem(response, { code, status, title, detail }) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `/docs/api-problems#${code}`, title, status, detail, code }));
}

function unreachable({ origin }) {
  const detail = `The site could not reach the API at ${origin}. Is it running? See ${origin}/api/health.`;
  return { code: 'api-unreachable', status: 502, title: 'API unreachable', detail };
}

function late({ origin }, milliseconds) {
  const detail = `The API at ${origin} did not begin to answer within ${milliseconds / 1000} s. See ${origin}/api/health.`;
  return { code: 'api-late', status: 504, title: 'API late', detail };
}

/** The token of whoever is signed in, where a page of this site asks. */
function tokenFor({ authorization, ...headers }) {
  return authorization === undefined && isFromThisSite(headers) ? sessionToken(headers.cookie) : null;
}

/** Cookies are the site's own: the API gets a token, or nothing. */
function headersForApi({ cookie: _, ...headers }, { token, host, address }) {
  const signedIn = token === null ? {} : { authorization: `Bearer ${token}` };
  return {
    ...headers,
    ...signedIn,
    host,
    'x-forwarded-host': headers.host ?? '',
    // The API counts requests by address: of who asks, not of this server.
    'x-forwarded-for': [headers['x-forwarded-for'], address].filter(Boolean).join(', '),
  };
}

class LateError extends Error {}

/**
 * Ends a request to which no answer begins in time. An answer that has begun may last: streams of events do.
 * @param {import('node:http').ClientRequest} outgoing
 * @param {Patience} patience
 */
function expectAnswer(outgoing, { arriveMs, answerMs }) {
  const giveUp = () => outgoing.destroy(new LateError());
  let timer = setTimeout(giveUp, arriveMs + answerMs);
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, answerMs);
  };
  outgoing.once('finish', restart);
  for (const event of ['response', 'close']) {
    outgoing.once(event, () => {
      clearTimeout(timer);
      // What is refused is answered before all of it has arrived.
      outgoing.off('finish', restart);
    });
  }
}

/**
 * Asks the API what the site was asked, on behalf of who is signed in, and passes its answer back as it comes.
 * @param {URL} apiUrl
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} response
 * @param {Patience} patience
 */
export function passOnToApi(apiUrl, incoming, response, patience = usualPatience) {
  const token = tokenFor(incoming.headers);
  const { hostname, port, host } = apiUrl;
  const { method, url: path } = incoming;
  const headers = headersForApi(incoming.headers, { token, host, address: incoming.socket.remoteAddress });
  const outgoing = requestApi({ hostname, port, method, path, headers }, (answer) => {
    // A token that is no longer good would be refused for everything that anybody may read.
    const ended = token !== null && answer.statusCode === 401 ? { 'set-cookie': sessionCookie(null, false) } : {};
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...ended });
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  outgoing.on('error', (error) => {
    answerProblem(response, error instanceof LateError ? late(apiUrl, patience.answerMs) : unreachable(apiUrl));
  });
  response.on('close', () => outgoing.destroy());
  expectAnswer(outgoing, patience);
  incoming.pipe(outgoing);
}
