import { defineSubmission, type PredictSubmission } from '@paretoboard/sdk/submission.js';
import { scale } from '@paretoboard/tasks/alkdnet-super-resolution/sizes.js';
import type { Raster } from '@paretoboard/tasks/images/crop-resize.js';
import { answerOf } from './pictures.js';

type Enlarge = (picture: Raster, width: number, height: number) => Raster;

/** A method that learns nothing: each picture of a batch by itself. */
export function interpolationSubmission(enlarge: Enlarge): PredictSubmission {
  return defineSubmission({
    interaction: 'predict',
    train(context) {
      context.save('empty', new Uint8Array(1));
      return { steps: 0, epochs: 0, parameters: 0 };
    },
    load: () => ({
      parameters: 0,
      predict: ({ image }) => {
        const { shape, data } = image!;
        const [items, height, width] = shape as [number, number, number];
        const size = height * width * 3;
        const answer = new Uint8Array(items * size * scale ** 2);
        for (let item = 0; item < items; item++) {
          const picture = {
            height,
            width,
            channels: 3,
            data: data.subarray(item * size, (item + 1) * size) as Uint8Array,
          };
          answer.set(enlarge(picture, scale * width, scale * height).data, item * size * scale ** 2);
        }
        return answerOf(answer, [items, scale * height, scale * width, 3]);
      },
    }),
  });
}
