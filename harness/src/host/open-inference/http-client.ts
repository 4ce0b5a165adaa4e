import { Agent, type IncomingMessage, request } from 'node:http';
import { wireLimits } from '@paretoboard/contract/wire.js';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A server on this machine's loopback, over one connection that is kept. */
export class LoopbackClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1, noDelay: true });

  constructor(private readonly port: number) {}

  /** @throws Error if nobody answers */
  async call(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Uint8Array,
  ): Promise<HttpAnswer> {
    try {
      return await this.once(method, path, headers, body);
    } catch (error) {
      // A server may close a connection that has been idle just as we use it again.
      if (error instanceof StaleConnectionError) return this.once(method, path, headers, body);
      throw error;
    }
  }

  private once(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | undefined,
  ): Promise<HttpAnswer> {
    return new Promise((fulfil, reject) => {
      const length = { 'content-length': String(body?.byteLength ?? 0) };
      const options = { host: '127.0.0.1', port: this.port, method, path, agent: this.agent };
      const call = request({ ...options, headers: { ...headers, ...length } }, (answer) => {
        collect(answer).then(fulfil, reject);
      });
      call.on('error', (error) => reject(call.reusedSocket ? new StaleConnectionError(error.message) : error));
      call.end(body);
    });
  }
}

class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError';
}

async function collect(answer: IncomingMessage): Promise<HttpAnswer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes > wireLimits.bodyBytes)
      throw new Error(`the server answers with more than ${wireLimits.bodyBytes} bytes`);
    parts.push(part);
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) };
}
