import { allocate, dtypeSchema, elementCount, type NamedTensors } from '@paretoboard/contract/tensor.js';
import { WrongAnswerError } from './report-error.js';

const arrayOf = new Map(dtypeSchema.options.map((dtype) => [dtype as string, allocate(dtype, 0).constructor]));

/** What is wrong with one output; undefined: nothing. By hand, because it runs within every timed query. */
function problemOf(output: unknown): string | undefined {
  if (typeof output !== 'object' || output === null) return 'expected { dtype, shape, data }';
  if ('dataSync' in output) return 'is a tf.Tensor: read it back, { dtype, shape, data: tensor.dataSync() }';
  const { dtype, shape, data } = output as { dtype?: unknown; shape?: unknown; data?: unknown };
  const expected = arrayOf.get(String(dtype));
  if (!expected) return `dtype "${String(dtype)}": expected one of ${dtypeSchema.options.join(', ')}`;
  if (!Array.isArray(shape) || !shape.every((size) => Number.isInteger(size) && size >= 0))
    return 'shape: expected a list of whole numbers';
  if (!ArrayBuffer.isView(data) || data.constructor !== expected)
    return `data of dtype ${dtype}: expected a ${expected.name}, found ${Object.prototype.toString.call(data).slice(8, -1)}`;
  const { length } = data as unknown as ArrayLike<number>;
  if (length === elementCount(shape)) return undefined;
  return `shape [${shape.join(', ')}] has ${elementCount(shape)} values, data has ${length}`;
}

/**
 * Says in the submission's own process what is wrong with what its `predict`, or another call, returned; whether the names, dtypes and shapes are the task's is
 * judged by the harness.
 * @throws WrongAnswerError naming the output, what was expected and what was found
 */
export function checkPredictions(outputs: unknown, call = 'predict'): asserts outputs is NamedTensors {
  if (typeof outputs !== 'object' || outputs === null || Array.isArray(outputs))
    throw new WrongAnswerError(
      `${call} returned no object: expected { <name>: { dtype, shape, data } } for each output`,
    );
  for (const [name, output] of Object.entries(outputs)) {
    const problem = problemOf(output);
    if (problem !== undefined) throw new WrongAnswerError(`output "${name}": ${problem}`);
  }
}
