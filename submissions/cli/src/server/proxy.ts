import type { Agent } from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** The variables that curl and git look at too; `NO_PROXY` names hosts that are asked directly. */
const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/** Has `fetch` use the proxy that the environment names; the earliest Node that we support does not look there itself. */
export async function useProxyOfEnvironment(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (!variables.some((name) => environment[name])) return;
  const { EnvHttpProxyAgent, fetch, FormData, Headers, Request, Response, setGlobalDispatcher } = await import(
    'undici'
  );
  const everything = environment.all_proxy || environment.ALL_PROXY;
  setGlobalDispatcher(
    new EnvHttpProxyAgent({
      ...(everything && { httpProxy: everything, httpsProxy: everything }),
      ...((environment.http_proxy || environment.HTTP_PROXY) && {
        httpProxy: environment.http_proxy || environment.HTTP_PROXY!,
      }),
      ...((environment.https_proxy || environment.HTTPS_PROXY) && {
        httpsProxy: environment.https_proxy || environment.HTTPS_PROXY!,
      }),
    }),
  );
  // Of the same version as the agent: Node's own may be of another, which cannot speak with it.
  Object.assign(globalThis, { fetch, FormData, Headers, Request, Response });
}

/** For requests that are not made by `fetch`. @returns undefined where the address is asked directly */
export function agentFor(url: URL): Agent | undefined {
  const proxy = getProxyForUrl(url.href);
  if (proxy === '') return undefined;
  return url.protocol === 'https:' ? new HttpsProxyAgent(proxy) : new HttpProxyAgent(proxy);
}

/** Where a request went through, for the words of a failure. */
export function proxyHint(url: URL): string {
  const proxy = getProxyForUrl(url.href);
  if (proxy === '') return '';
  return ` It was asked through the proxy ${new URL(proxy).host}, which the environment names; NO_PROXY=${url.hostname} asks it directly.`;
}
