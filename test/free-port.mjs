import { createServer } from 'node:net';

/**
 * A port of this machine that nobody listened at just now.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((closed) => server.close(closed));
  return port;
}
