/** A data set that is missing, incomplete or not in the official layout. */
export class DataSetError extends Error {
  override readonly name = 'DataSetError';

  constructor(
    readonly dataset: string,
    readonly expected: string,
    readonly found: string,
    readonly remedy: string,
  ) {
    super(`data set ${dataset}: expected ${expected}; found ${found}. ${remedy}`);
  }
}
