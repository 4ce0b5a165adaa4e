import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  context,
  INVALID_SPAN_CONTEXT,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Settings } from '../settings.js';
import { routeOf } from './metrics.js';
import { pathOf } from './request-log.js';

const name = 'paretoboard';
/** A collector that does not answer holds nobody up. */
const lastSendMs = 2_000;
const nothing = async (): Promise<void> => undefined;
/** The interface's own spans that nobody sees cost a microsecond each, a twentieth of a cached read. */
const unseen = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
let isTraced = false;

/**
 * Sends traces by OTLP over HTTP where the settings name a collector (`OTEL_EXPORTER_OTLP_*` as the specification has them); else nothing is loaded, and a
 * span costs nothing.
 * @returns ends it, when what is known has been sent
 */
export async function startTracing(
  part: string,
  { tracesEndpoint }: Pick<Settings, 'tracesEndpoint'>,
): Promise<() => Promise<void>> {
  if (tracesEndpoint === null) return nothing;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `paretoboard-${part}` }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  isTraced = true;
  return () => Promise.race([provider.shutdown(), sleep(lastSendMs, undefined, { ref: false })]);
}

/** Passes on to whatever is registered when a span begins. */
const tracer = trace.getTracer(name);
const spans = new WeakMap<FastifyRequest, Span>();

/** What a span says of a request. */
export interface TracedRequest {
  readonly method: string;
  /** The route's pattern. */
  readonly route: string;
  readonly url: string;
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * A span below the caller's where it sends a `traceparent`; names by OpenTelemetry's conventions for HTTP, without the query, which may hold what is private.
 * One that is not ended is not sent.
 */
export function beginSpan({ method, route, url, id, headers }: TracedRequest): Span {
  if (!isTraced) return unseen;
  const attributes = {
    'http.request.method': method,
    'http.route': route,
    'url.path': pathOf(url),
    'paretoboard.request.id': id,
  };
  const caller = propagation.extract(context.active(), headers);
  return tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, caller);
}

export function endSpan(span: Span, status: number): void {
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** A span per request. */
export function traceRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, url, id, headers } = request;
    spans.set(request, beginSpan({ method, route: routeOf(request), url, id, headers }));
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    if (span) endSpan(span, reply.statusCode);
    done();
  });
}

/** A span over a worker's attempt at a run. */
export async function traceRun(run: string, body: () => Promise<void>): Promise<void> {
  const span = trace.getTracer(name).startSpan('run', { attributes: { 'paretoboard.run.id': run } });
  try {
    await context.with(trace.setSpan(context.active(), span), body);
  } catch (error) {
    span.recordException(error as Error);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
