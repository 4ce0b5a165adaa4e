/** How frames are put together. Every manner gives frames that mean the same, and that docs/wire.md allows. */
export interface Manner {
  /** Written in pieces with pauses between them, so that reads are short. */
  readonly inPieces?: boolean;
  /** Spaces after the header, beside those that align the body. */
  readonly headerSpaces?: number;
  /** Fields that no version of the protocol has, in the message and in each tensor; their text has this many characters. */
  readonly unknownText?: number;
  /** The header's fields in another order, with white space between them. */
  readonly reordered?: boolean;
  /** Bytes in front of, and between, the tensors of the body, which lie there last to first. */
  readonly gapBytes?: number;
  /** Every tensor into shared memory, from this offset on. */
  readonly sharedFrom?: number;
}

export const usualManner: Manner = {};
