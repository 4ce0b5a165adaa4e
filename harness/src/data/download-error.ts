/**
 * `refused`: an answer that trying again will not change (404, 403 …); `unreachable`: no answer, or it broke off too often;
 * `redirects`: a loop or a step to an unsafe address; `wrong-bytes`: whole, but not what the catalogue names.
 */
export type DownloadFailure = 'refused' | 'unreachable' | 'redirects' | 'wrong-bytes';

export class DownloadError extends Error {
  override readonly name = 'DownloadError';

  constructor(
    readonly failure: DownloadFailure,
    readonly url: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${url}: ${message}`, options);
  }
}
