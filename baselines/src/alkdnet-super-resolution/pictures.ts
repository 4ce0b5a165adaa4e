import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { Rows } from '@paretoboard/sdk/submission.js';

/** uint8 pictures of one size as one block. */
export interface Pictures {
  readonly items: number;
  readonly side: number;
  /** [items, side, side, 3]. */
  readonly data: Uint8Array;
}

function picturesOf({ shape, data }: Tensor): Pictures {
  return { items: shape[0]!, side: shape[1]!, data: data as Uint8Array };
}

/** Small and large training patches. */
export function patchesOf({ inputs, targets }: Rows): { small: Pictures; large: Pictures } {
  return { small: picturesOf(inputs.image!), large: picturesOf(targets.reference!) };
}

/** The answer to a batch from its values: rounded and clipped to 8 bits. @param values in 0..255, [items, height, width, 3] */
export function answerOf(values: ArrayLike<number>, shape: readonly number[]): NamedTensors {
  const data = new Uint8Array(values.length);
  for (let at = 0; at < data.length; at++) data[at] = Math.max(0, Math.min(255, Math.round(values[at]!)));
  return { image: { dtype: 'uint8', shape, data } };
}
