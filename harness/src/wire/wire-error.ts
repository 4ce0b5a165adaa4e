/**
 * `closed`: the peer's end is closed between frames. `truncated`: it closed within a frame. `garbage`: the bytes are no frame of the protocol.
 * `too-large`: a frame beyond the limits.
 */
export type WireErrorKind = 'closed' | 'truncated' | 'garbage' | 'too-large';

export class WireError extends Error {
  override readonly name = 'WireError';

  constructor(
    readonly kind: WireErrorKind,
    message: string,
    /** too-large: bytes that the peer wanted to send. */
    readonly bytes: number | null = null,
  ) {
    super(message);
  }
}
