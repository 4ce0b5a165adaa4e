import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { watchGraphs } from '../graphs/offer-graphs.js';
import { type NodeBinding, type TensorMetadata, withFunctions } from '../node-binding.js';
import { operationsOfRun } from './graph-operations.js';
import { bytesOf, sumOf } from './tensor-bytes.js';

/** One operation of TensorFlow, as JavaScript waited for it. */
export interface OperationCall {
  /** TensorFlow's name; of what is none: `(copy in)`, `(read back)`. */
  readonly name: string;
  /** On the clock of `performance.now()`. */
  readonly beginMs: number;
  readonly durationMs: number;
  /** null: a tensor from before the watch. */
  readonly inputShapes: readonly (readonly number[] | null)[];
  readonly outputShapes: readonly (readonly number[])[];
  /** Written by it; null where a type's size is not known. */
  readonly outputBytes: number | null;
}

const copyIn = '(copy in)';
const readBack = '(read back)';

/** Moves values between JavaScript and TensorFlow and computes nothing. */
export function isCopy({ name }: OperationCall): boolean {
  return name === copyIn || name === readBack;
}

/** Stands in the binding's place: the same functions, timed. */
class Watch {
  private readonly shapes = new Map<number, readonly number[]>();

  constructor(
    private readonly original: NodeBinding,
    private readonly onCall: (call: OperationCall) => void,
  ) {}

  binding(): NodeBinding {
    const { original } = this;
    return withFunctions(original, {
      executeOp: (name, attributes, ids, outputs) =>
        this.timed(name, ids, () => original.executeOp(name, attributes, ids, outputs)),
      createTensor: (shape, dtype, values) => {
        const make = () => [{ id: original.createTensor(shape, dtype, values), shape, dtype }];
        return this.timed(copyIn, [], make)[0]!.id;
      },
      tensorDataSync: (id) => {
        let values: unknown;
        this.timed(readBack, [id], () => {
          values = original.tensorDataSync(id);
          return [];
        });
        return values;
      },
      deleteTensor: (id) => {
        this.shapes.delete(id);
        original.deleteTensor(id);
      },
    });
  }

  private timed(name: string, ids: readonly number[], execute: () => TensorMetadata[]): TensorMetadata[] {
    const inputShapes = ids.map((id) => this.shapes.get(id) ?? null);
    const beginMs = performance.now();
    const made = execute();
    const durationMs = performance.now() - beginMs;
    for (const { id, shape } of made) this.shapes.set(id, [...shape]);
    this.onCall({
      name,
      beginMs,
      durationMs,
      inputShapes,
      outputShapes: made.map(({ shape }) => [...shape]),
      outputBytes: sumOf(made.map(bytesOf)),
    });
    return made;
  }
}

/**
 * Tells of each operation that the runtime `tensorflow` executes from now on, those within graphs that it makes from now on included; what `onCall` throws goes to whoever computes.
 * @returns ends the watch
 * @throws RangeError on another backend, whose operations do not go through one place
 */
export function watchOperations(tf: TensorFlow, onCall: (call: OperationCall) => void): () => void {
  if (tf.getBackend() !== 'tensorflow') throw new RangeError(`operations of ${tf.getBackend()} cannot be watched`);
  const backend = tf.backend() as unknown as { binding: NodeBinding };
  const original = backend.binding;
  backend.binding = new Watch(original, onCall).binding();
  const unwatchGraphs = watchGraphs(tf, (metadata, beginMs) => {
    for (const call of operationsOfRun(metadata, beginMs)) onCall(call);
  });
  return () => {
    backend.binding = original;
    unwatchGraphs();
  };
}
