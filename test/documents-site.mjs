import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { repositoryRoot } from '../infra/places.mjs';

const site = join(repositoryRoot, 'leaderboard-web');

/**
 * The built site in front of the fixed documents that its tests use, on free ports: every start shows the same.
 * @throws where the site is not built
 * @returns {Promise<{ url: string, pages: readonly { name: string, path: string, token?: string }[], cookieName: string, stop(): Promise<void> }>}
 */
export async function startDocumentsSite() {
  if (!existsSync(join(site, '.next', 'BUILD_ID'))) throw new Error('the site is not built: npm run setup');
  // The documents are TypeScript of the site's tests: Vite reads them as Vitest does.
  const loader = await createServer({
    root: repositoryRoot,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  const load = (path) => loader.ssrLoadModule(`/leaderboard-web/${path}`);
  const [{ startDocumentServer }, { pages }, { cookieName }] = await Promise.all([
    load('testing/document-server.ts'),
    load('testing/page-list.ts'),
    load('lib/session.mjs'),
  ]);
  const { server, url: apiUrl } = await startDocumentServer();
  const child = fork(join(site, 'server.mjs'), {
    env: { ...process.env, PARETOBOARD_API_URL: apiUrl, PARETOBOARD_WEB_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = await once(child, 'message');
  const stop = async () => {
    child.kill();
    server.closeAllConnections();
    server.close();
    await loader.close();
  };
  return { url, pages, cookieName, stop };
}
