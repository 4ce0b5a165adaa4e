/** One handwritten picture, uint8 [84, 84], ink bright on black. Pure: the same bytes each time. */
export type CharacterPicture = () => Uint8Array;

/** Pictures of one character. `label` numbers the classes of a data set. */
export interface CharacterClass {
  readonly name: string;
  readonly label: number;
  readonly pictures: readonly CharacterPicture[];
}

/** Classes by what they are for. Pictures of `seen` are of training classes, but none of them is in `train`. */
export interface CharacterSplits {
  readonly train: readonly CharacterClass[];
  readonly validation: readonly CharacterClass[];
  readonly unseen: readonly CharacterClass[];
  /** Empty where a class has too few pictures to keep some out of training. */
  readonly seen: readonly CharacterClass[];
}
