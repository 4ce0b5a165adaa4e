import { crossEntropy } from '@paretoboard/baselines/shared/train-classifier.js';

/**
 * What classifiers share: all tensors of a batch but `label` are inputs.
 * @param logits (tf, weights, ...inputs) → [n, classes]
 */
export function classification(classes, logits) {
  return {
    inputs: ({ label: _, ...inputs }) => Object.values(inputs),
    targets: (tf, { label }) => [tf.oneHot(tf.tensor1d(label.data, 'int32'), classes)],
    infer: logits,
    loss: (tf, weights, inputs, [oneHot]) => crossEntropy(tf, oneHot, logits(tf, weights, ...inputs)),
  };
}
