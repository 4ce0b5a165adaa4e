import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Box } from './pictures.js';

export interface TrainingPicture {
  /** uint8 [1, height, width, 3]. */
  readonly image: Tensor;
  /** In pixels of the picture. */
  readonly boxes: readonly Box[];
}

function boxesOf({ data }: Tensor, count: number): Box[] {
  return Array.from(
    { length: count },
    (_, row): Box => [data[4 * row]!, data[4 * row + 1]!, data[4 * row + 2]!, data[4 * row + 3]!],
  );
}

/** All pictures of train, one at a time since they may differ in size. */
export function* trainingPictures(context: TrainContext): Generator<TrainingPicture> {
  for (let rows = context.next('train', 1); rows.items > 0; rows = context.next('train', 1))
    yield { image: rows.inputs.image!, boxes: boxesOf(rows.targets.boxes!, rows.targets.count!.data[0]!) };
}
