import { proxyHint } from './proxy.js';

/** The server is not there, or answers what no server of ours answers. */
export class ServerError extends Error {
  override readonly name: string = 'ServerError';
}

/** Nobody answers at the address. */
export class NoServerError extends ServerError {
  override readonly name = 'NoServerError';

  constructor(origin: string, cause: string | undefined) {
    super(
      `${origin} does not answer${cause ? ` (${cause})` : ''}. Is "npm start" running?${proxyHint(new URL(origin))}`,
    );
  }
}
