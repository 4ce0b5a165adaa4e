import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import type { OperationAttribute } from '../node-binding.js';
import { gradientName, kernelName, outputs, registerLstmGradient } from './lstm-gradient.js';
import type { NodeBackend } from './node-backend.js';

const BACKEND = 'tensorflow';

/** Runs one of TensorFlow's two operations, whose first input is a number of steps as int64: tfjs has no such tensors. */
function run(
  backend: NodeBackend,
  name: string,
  attributes: OperationAttribute[],
  steps: number,
  tensors: TensorInfo[],
  count: number,
): Tensor[] {
  const { binding } = backend;
  const ids = backend.getInputTensorIds(tensors);
  const length = binding.createTensor([], binding.TF_INT64, new Int32Array([steps, 0]));
  const made = binding.executeOp(name, attributes, [length, ...ids], count);
  binding.deleteTensor(length);
  return made.map((metadata) => backend.createOutputTensor(metadata));
}

/** Zeros for what these operations take besides: the first cell and state [n, units], and three peepholes [units], which are not used. */
function withRest<Made>(
  tf: TensorFlow,
  x: TensorInfo,
  bias: TensorInfo,
  act: (first: Tensor, peephole: Tensor) => Made,
) {
  const units = bias.shape[0]! / 4;
  const [first, peephole] = [tf.zeros([x.shape[1]!, units]), tf.zeros([units])];
  const made = act(first, peephole);
  first.dispose();
  peephole.dispose();
  return made;
}

/** An LSTM over all steps by one operation (`BlockLSTMV2`), and its gradient by another, in the place of a dozen operations a step. */
export function registerLstmKernel(tf: TensorFlow): void {
  if (tf.getKernel(kernelName, BACKEND)) return;
  tf.registerKernel({
    kernelName,
    backendName: BACKEND,
    kernelFunc: ({ inputs, backend }) => {
      const { x, matrix, bias } = inputs as Record<'x' | 'matrix' | 'bias', TensorInfo>;
      return withRest(tf, x, bias, (first, peephole) =>
        run(
          backend as unknown as NodeBackend,
          'BlockLSTMV2',
          [],
          x.shape[0]!,
          [x, first, first, matrix, peephole, peephole, peephole, bias],
          outputs,
        ),
      );
    },
  });
  tf.registerKernel({
    kernelName: gradientName,
    backendName: BACKEND,
    kernelFunc: ({ inputs, backend }) => {
      const { x, matrix, bias } = inputs as Record<'x' | 'matrix' | 'bias', TensorInfo>;
      const saved = Array.from({ length: outputs }, (_, at) => inputs[`saved${at}`]!);
      const node = backend as unknown as NodeBackend;
      const plain = { name: 'use_peephole', type: node.binding.TF_ATTR_BOOL, value: false };
      const made = withRest(tf, x, bias, (first, peephole) => {
        const from = [x, first, first, matrix, peephole, peephole, peephole, bias, ...saved];
        return run(node, 'BlockLSTMGradV2', [plain], x.shape[0]!, [...from, inputs['dCell']!, inputs['dState']!], 8);
      });
      const wanted = [0, 3, 7].map((at) => made[at]!);
      for (const tensor of made) if (!wanted.includes(tensor)) tensor.dispose();
      return wanted;
    },
  });
  registerLstmGradient(tf);
}
