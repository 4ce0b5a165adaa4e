import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/** Gradient of Einstein sums, which tfjs lacks on every backend: without it attention layers cannot be trained. */
export function registerEinsumGradient(tf: TensorFlow): void {
  if (tf.getGradient('Einsum')) return;
  tf.registerGradient({
    kernelName: 'Einsum',
    saveAllInputs: true,
    gradFunc: (upstream, saved, attributes) => {
      const { equation } = attributes as unknown as { equation: string };
      const [left = '', output = ''] = equation.replaceAll(/\s/g, '').split('->');
      const labels = left.split(',');
      const dy = upstream as Tensor;
      const derivative = (index: number) => {
        const own = labels[index] as string;
        const others = labels.flatMap((text, at) =>
          at === index ? [] : [{ labels: text, tensor: saved[at] as Tensor }],
        );
        return gradientByOperand(tf, { labels: output, tensor: dy }, others, own, (saved[index] as Tensor).shape);
      };
      return Object.fromEntries(labels.map((_, index) => [index, () => derivative(index)]));
    },
  });
}

interface Labelled {
  readonly labels: string;
  readonly tensor: Tensor;
}

/** Sums the gradient with the other operands over everything but `own`; labels that only `own` has get copies. */
function gradientByOperand(tf: TensorFlow, dy: Labelled, others: Labelled[], own: string, shape: number[]): Tensor {
  const known = [dy, ...others];
  const kept = [...own].filter((label) => known.some(({ labels }) => labels.includes(label))).join('');
  const equation = `${known.map(({ labels }) => labels).join(',')}->${kept}`;
  const sum = tf.einsum(equation, ...known.map(({ tensor }) => tensor));
  if (kept === own) return sum;
  const withGaps = [...own].map((label, axis) => (kept.includes(label) ? (shape[axis] as number) : 1));
  // Not broadcastTo: its Tile kernel is hundreds of times slower on wasm.
  return tf.mul(tf.reshape(sum, withGaps), tf.fill(shape, 1));
}
