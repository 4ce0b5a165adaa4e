import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../observe/metrics.js';
import { pathOf, requestId, writeAnswered } from '../observe/request-log.js';
import { beginSpan, endSpan } from '../observe/tracing.js';
import { callerOf } from './caller.js';
import { type FinishedAnswer, sentTo } from './finished-answer.js';
import type { RateLimiter } from './rate-limit.js';

/** Addresses that are known at a time, each as it was asked for, with its query. */
const knownAddresses = 1_024;

/** A read with one answer for everybody. */
export interface EarlyRead {
  /** The route's pattern. */
  readonly route: string;
  /** As it is now; undefined: it has to be waited for. */
  ready(): FinishedAnswer | undefined;
  answer(): Promise<FinishedAnswer>;
}

/**
 * Reads that were answered before and have the same answer for everybody: their addresses need not be taken apart, and nobody has to be told apart. The first
 * question goes the usual way, which checks it, and is remembered.
 */
@Injectable()
export class EarlyReads {
  private readonly known = new Map<string, EarlyRead>();

  remember(address: string, read: EarlyRead): void {
    if (this.known.size >= knownAddresses && !this.known.has(address))
      this.known.delete(this.known.keys().next().value!);
    this.known.set(address, read);
  }

  at(address: string): EarlyRead | undefined {
    return this.known.get(address);
  }
}

/** A plain `GET` of nobody in particular: whoever says who they are, or sends a body, goes the usual way. */
function isPlainRead({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.authorization === undefined &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined
  );
}

export interface EarlyParts {
  readonly reads: EarlyReads;
  readonly limiter: RateLimiter;
  readonly metrics: Metrics;
  /** Absent: no line is written about a request that succeeds. */
  readonly log: Logger | undefined;
}

/**
 * Answers known reads before the framework takes a request apart; with all that the usual way gives: id, limits, conditional answers, figure, line and span. What
 * cannot be answered so, for whatever reason, goes the usual way, which says why.
 */
export function answerEarly(server: FastifyInstance, parts: EarlyParts): void {
  const { reads } = parts;
  const http = server.server;
  const [usual] = http.listeners('request') as RequestListener[];
  if (!usual) throw new TypeError('expected a server that answers requests');
  let isClosing = false;
  server.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  http.removeListener('request', usual);
  http.on('request', (request, response) => {
    const read = !isClosing && isPlainRead(request) ? reads.at(request.url ?? '') : undefined;
    if (read === undefined) return usual.call(http, request, response);
    const send = beginAnswer(request, response, read.route, parts);
    const ready = read.ready();
    if (ready) {
      if (!send(ready)) usual.call(http, request, response);
      return;
    }
    const goUsualWay = () => usual.call(http, request, response);
    read
      .answer()
      .then(send)
      .then((isSent) => isSent || goUsualWay(), goUsualWay);
  });
}

/** @returns what sends it; that returns false, and has done nothing, if this request goes the usual way */
function beginAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  route: string,
  { limiter, metrics, log }: EarlyParts,
): (answer: FinishedAnswer) => boolean {
  const begun = performance.now();
  const id = requestId(request);
  const { method = 'GET', headers, url = '' } = request;
  const span = beginSpan({ method, route, url, id, headers });
  return (answer) => {
    const ip = callerOf(request);
    const limits = limiter.countRead(ip);
    if (limits === null) return false;
    const { status, headers: told, body } = sentTo(headers, answer);
    response.writeHead(status, [...told, 'x-request-id', id, ...limits]);
    const answered = () => {
      const durationMs = performance.now() - begun;
      metrics.requestsOf(method, route, status).observe(durationMs / 1_000);
      endSpan(span, status);
      if (log?.isLevelEnabled('info'))
        writeAnswered(log, { reqId: id, method, route, path: pathOf(url), ip, status, durationMs });
    };
    response.end(body);
    // Most answers are with the kernel at once: to be told of it takes longer than to look.
    if (response.writableFinished) answered();
    else response.once('finish', answered);
    return true;
  };
}
