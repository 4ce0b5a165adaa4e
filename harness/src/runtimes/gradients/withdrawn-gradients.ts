import type { TensorFlow } from '@paretoboard/sdk/submission.js';

/**
 * Takes away gradients that tfjs 4.22 computes wrongly on every backend: that of mirror padding drops what the border
 * contributes, that of bilinear resizing ignores `halfPixelCenters`. Their use throws.
 */
export function withdrawWrongGradients(tf: TensorFlow): void {
  tf.unregisterGradient('MirrorPad');
  const original = tf.getGradient('ResizeBilinear');
  tf.unregisterGradient('ResizeBilinear');
  tf.registerGradient({
    ...original,
    gradFunc: (dy, saved, attributes) => {
      if ((attributes as { halfPixelCenters?: boolean }).halfPixelCenters) {
        throw new Error('resizeBilinear with halfPixelCenters has no right gradient in this version of tfjs');
      }
      return original.gradFunc(dy, saved, attributes);
    },
  });
}
