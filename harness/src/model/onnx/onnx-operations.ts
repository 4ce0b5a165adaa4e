import { elementCount } from '@paretoboard/contract/tensor.js';
import { z } from 'zod';

const shapesSchema = z.array(z.record(z.string(), z.array(z.number().int().min(0))));

/** What ONNX Runtime writes of each node that it ran, as far as it matters. */
const nodeSchema = z.object({
  cat: z.literal('Node'),
  args: z.object({
    op_name: z.string(),
    /** Without those weights that it has laid out anew. */
    input_type_shape: shapesSchema,
    output_type_shape: shapesSchema,
    /** Bytes of all constant inputs. */
    parameter_size: z.coerce.number().int().min(0),
  }),
});

/** Events of other kinds are kept apart. */
export const profileSchema = z.array(z.union([nodeSchema, z.unknown().transform(() => null)]));
export type ProfileEvent = z.infer<typeof profileSchema>[number];

const bytesOf: Readonly<Record<string, number>> = { float: 4, double: 8, float16: 2, bfloat16: 2, int8: 1, uint8: 1 };

interface Node {
  readonly inputs: readonly (readonly number[])[];
  readonly output: readonly number[];
  /** Entries of all constant inputs, a bias among them. */
  readonly constants: number;
}

const last = (shape: readonly number[]): number => shape.at(-1) ?? 1;

/** Entries of the weights: those of an input that is shown, else all constants. */
function weights({ inputs, constants }: Node): number {
  const shown = inputs[1];
  return shown && shown.length > 2 ? elementCount(shown) : constants;
}

const products: Readonly<Record<string, (node: Node) => number>> = {
  // Each value of an output channel takes one product per weight of that channel. [N, C, …spatial]
  Conv: (node) => elementCount(node.output) * (weights(node) / (node.output[1] ?? 1)),
  // The other way round: each value of an input channel goes into one product per weight of that channel.
  ConvTranspose: (node) => elementCount(node.inputs[0] ?? []) * (weights(node) / (node.inputs[0]?.[1] ?? 1)),
  MatMul: ({ inputs, output }) => elementCount(output) * last(inputs[0] ?? []),
  // A [M, K] or, transposed, [K, M]; output [M, N].
  Gemm: ({ inputs, output }) => elementCount(inputs[0] ?? []) * last(output),
  // [T, B, I]: each step of each sequence meets every weight once.
  LSTM: ({ inputs, constants }) => (inputs[0]?.[0] ?? 0) * (inputs[0]?.[1] ?? 0) * constants,
  GRU: ({ inputs, constants }) => (inputs[0]?.[0] ?? 0) * (inputs[0]?.[1] ?? 0) * constants,
  RNN: ({ inputs, constants }) => (inputs[0]?.[0] ?? 0) * (inputs[0]?.[1] ?? 0) * constants,
};

/**
 * Floating-point operations of the nodes that were run: convolutions, matrix products and recurrent layers; a product and its sum are two. Biases are counted
 * among the weights where the runtime does not tell them apart.
 */
export function onnxOperations(events: readonly ProfileEvent[]): number {
  let sum = 0;
  for (const event of events) {
    if (!event) continue;
    const { op_name, input_type_shape, output_type_shape, parameter_size } = event.args;
    const product = products[op_name];
    const [type, output] = Object.entries(output_type_shape[0] ?? {})[0] ?? [];
    if (!product || !type || !output) continue;
    const inputs = input_type_shape.flatMap((shape) => Object.values(shape));
    sum += 2 * product({ inputs, output, constants: parameter_size / (bytesOf[type] ?? 4) });
  }
  return Math.round(sum);
}
