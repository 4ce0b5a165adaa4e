/** The server is not there, or answers what no server of ours answers. */
export class ServerError extends Error {
  override readonly name: string = 'ServerError';
}

/** Node looks at proxies only where it is told to, and only in later versions. */
function proxyHint(environment: NodeJS.ProcessEnv): string {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy, NODE_USE_ENV_PROXY } = environment;
  if (!(HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy) || NODE_USE_ENV_PROXY === '1') return '';
  return ' A proxy is set in the environment, which Node uses with NODE_USE_ENV_PROXY=1 (22.21 or 24.5 and later).';
}

/** Nobody answers at the address. */
export class NoServerError extends ServerError {
  override readonly name = 'NoServerError';

  constructor(origin: string, cause: string | undefined) {
    super(`${origin} does not answer${cause ? ` (${cause})` : ''}. Is "npm start" running?${proxyHint(process.env)}`);
  }
}
