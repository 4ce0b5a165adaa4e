import type { Source, Trace, TracedBackend } from './trace.js';

/** What one graph may hold as constants: each is in memory twice while its tensor lives. */
const mostFrozenBytes = 64 * 2 ** 20;

/**
 * A trace whose kept tensors are constants of the graph: TensorFlow can then compute once what depends on them alone, and a call feeds its inputs only. A tensor's values never change; a variable's do, so it stays fed, as does what is too large.
 * @param isVariable of a tensor that was kept
 */
export function frozenTrace(trace: Trace, backend: TracedBackend, isVariable: (tensor: object) => boolean): Trace {
  const constants = [...trace.constants];
  const kept: Trace['kept'][number][] = [];
  let left = mostFrozenBytes;
  const places = trace.kept.map((one): Source => {
    const values = isVariable(one.tensor)
      ? null
      : backend.binding.tensorDataSync(backend.getInputTensorIds([one.tensor])[0]!);
    if (!ArrayBuffer.isView(values) || values.byteLength > left) return { from: 'kept', index: kept.push(one) - 1 };
    left -= values.byteLength;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    return { from: 'constant', index: constants.push({ dtype: one.dtype, shape: one.shape, bytes }) - 1 };
  });
  const placed = (source: Source): Source => (source.from === 'kept' ? places[source.index]! : source);
  return {
    ...trace,
    constants,
    kept,
    operations: trace.operations.map((operation) => ({ ...operation, inputs: operation.inputs.map(placed) })),
    outputs: trace.outputs.map(placed),
  };
}
