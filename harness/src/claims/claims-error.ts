/** A transcription that cannot be read: what was expected, and where. */
export class ClaimsError extends Error {
  override readonly name = 'ClaimsError';
}
