import { type BundleProblemCode, bundleRemedies } from '@paretoboard/contract/bundle-problem.js';

/** An archive that is not taken as a bundle. `code` is the cause; the message tells what was found where. */
export class BundleError extends Error {
  override readonly name = 'BundleError';

  constructor(
    readonly code: BundleProblemCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get remedy(): string {
    return bundleRemedies[this.code];
  }
}
