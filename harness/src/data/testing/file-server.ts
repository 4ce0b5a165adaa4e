import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void;

export interface FileServer {
  readonly url: string;
  /** `Range` header of each request, in order; null where there was none. */
  readonly ranges: (string | null)[];
  close(): Promise<void>;
}

/** A server on a free local port; `call` counts from 1. */
export async function serve(handler: Handler): Promise<FileServer> {
  const ranges: (string | null)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? null);
    handler(request, response, ranges.length);
  });
  await new Promise<void>((fulfil) => server.listen(0, '127.0.0.1', fulfil));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ranges,
    close: () => {
      server.closeAllConnections();
      return new Promise((fulfil) => server.close(() => fulfil()));
    },
  };
}

/** Answers as a sound file server does: 206 for a range whose validator still holds, 416 beyond the end. */
export function sendFile(request: IncomingMessage, response: ServerResponse, body: Buffer, etag: string): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const holds = request.headers['if-range'] === etag;
  if (!holds || start === 0) {
    response.writeHead(200, { etag, 'content-length': body.length }).end(body);
  } else if (start >= body.length) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
  } else {
    const range = `bytes ${start}-${body.length - 1}/${body.length}`;
    response.writeHead(206, { etag, 'content-range': range, 'content-length': body.length - start });
    response.end(body.subarray(start));
  }
}

/** Long enough for a reader on a busy machine to have taken what came: what lies unread when a connection breaks is gone. */
const heardMs = 250;

/** Announces the whole file and hangs up after some bytes. */
export function breakOff(response: ServerResponse, body: Buffer, etag: string | null, bytes: number): void {
  response.writeHead(200, { ...(etag ? { etag } : {}), 'content-length': body.length });
  response.write(body.subarray(0, bytes), () => setTimeout(() => response.destroy(), heardMs));
}
