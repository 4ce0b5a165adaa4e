import type { Recording } from './recording.js';
import { windowSteps } from './window-shape.js';

/** Where a block of a recording goes. Both of the last two lie in the test split. */
export type Part = 'train' | 'validation' | 'referee' | 'judged';

/** Recordings are cut into blocks of two windows: no step is in windows of two parts. */
export const blockSteps = 2 * windowSteps;

/** Blocks of a subject go to these in turn. */
const turns: readonly Part[] = ['train', 'referee', 'train', 'judged', 'train', 'referee', 'validation', 'judged'];

/** Steps between the starts of neighbouring windows. Judged windows do not overlap: an interval over them counts each step once. */
const strides: Readonly<Record<Part, number>> = {
  train: windowSteps / 4,
  validation: windowSteps / 4,
  referee: windowSteps / 4,
  judged: windowSteps,
};

/** A window by where it lies; cut when it is read. */
export interface Place {
  readonly recording: Recording;
  readonly part: Part;
  readonly from: number;
  /** Its block, unique within the data set. */
  readonly block: string;
}

/** Deals the blocks of recordings, which come subject by subject, to the parts. */
export class Dealer {
  private readonly dealt = new Map<number, number>();

  /** Windows of one recording. What does not fill a block is left out. */
  places(recording: Recording): Place[] {
    const { subject, name, steps } = recording;
    const places: Place[] = [];
    for (let block = 0; (block + 1) * blockSteps <= steps; block++) {
      const turn = this.dealt.get(subject) ?? subject;
      this.dealt.set(subject, turn + 1);
      const part = turns[turn % turns.length]!;
      const common = { recording, part, block: `${name} ${block}` };
      for (let from = 0; from + windowSteps <= blockSteps; from += strides[part])
        places.push({ ...common, from: block * blockSteps + from });
    }
    return places;
  }
}
