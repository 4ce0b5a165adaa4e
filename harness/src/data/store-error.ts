/**
 * `present`: the set is in the store already; `no-download`: there is no open official download; `unverified`: the authors print no
 * checksum and the caller did not accept that.
 */
export type StoreRefusal = 'present' | 'no-download' | 'unverified';

/** The store will not do what was asked, as it was asked. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly refusal: StoreRefusal,
    message: string,
    readonly remedy: string,
  ) {
    super(`${message}. ${remedy}`);
  }
}
