import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { LoadContext } from '@paretoboard/sdk/submission.js';
import type { Detection } from './detections.js';

/** Detections that an answer has room for. */
export function roomOf({ outputs }: Pick<LoadContext, 'outputs'>): number {
  return outputs.find(({ name }) => name === 'scores')!.shape[0]!;
}

/** Boxes with scores, the rest of the rows empty. */
export function padded(pictures: readonly (readonly Detection[])[], room: number): NamedTensors {
  const boxes = new Float32Array(pictures.length * room * 4);
  const scores = new Float32Array(pictures.length * room);
  for (const [picture, detections] of pictures.entries()) {
    for (const [row, { box, score }] of detections.slice(0, room).entries()) {
      boxes.set(box, (picture * room + row) * 4);
      scores[picture * room + row] = score;
    }
  }
  return {
    boxes: { dtype: 'float32', shape: [pictures.length, room, 4], data: boxes },
    scores: { dtype: 'float32', shape: [pictures.length, room], data: scores },
  };
}
