import { type Fields, fieldsOf, messagesOf, numberOf, textOf } from '../graphs/protobuf-fields.js';
import { bytesOf, sumOf } from './tensor-bytes.js';
import type { OperationCall } from './watch-operations.js';

/** One operation of a run. */
interface NodeTimes {
  readonly node: string;
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly { readonly dtype: number; readonly shape: number[] }[];
  /** On the system's clock, in µs. */
  readonly beginUs: number;
  readonly durationMs: number;
}

/** `TensorDescription`, of which `NodeOutput` has one. */
function outputOf(output: Fields): { dtype: number; shape: number[] } {
  const [description] = messagesOf(output, 3);
  const [shape] = description ? messagesOf(description, 2) : [];
  return {
    dtype: description ? numberOf(description, 1) : 0,
    shape: shape ? messagesOf(shape, 2).map((dimension) => numberOf(dimension, 1)) : [],
  };
}

/** `NodeExecStats`, whose label is `name = Operation(input, input:1)`, after `[cpu 3.5MB 3.5MB] ` where it needed much memory. null: a label of another kind, as copies between devices have. */
function timesOf(stats: Fields): NodeTimes | null {
  const label = /(?:^|\] )(\S+) = ([^(\s]+)\((.*)\)$/.exec(textOf(stats, 8));
  if (!label) return null;
  const [, node = '', operation = '', inputs = ''] = label;
  const [beginNs, endNs] = [numberOf(stats, 14), numberOf(stats, 15)];
  return {
    node,
    operation,
    inputs: inputs === '' ? [] : inputs.split(', '),
    outputs: messagesOf(stats, 7).map(outputOf),
    beginUs: numberOf(stats, 2) + beginNs / 1e3,
    durationMs: (endNs - beginNs) / 1e6,
  };
}

/**
 * The operations of one run of a graph, by the time at which each began.
 * @param metadata `RunMetadata` of a run with a full trace: `StepStats` of each device (`tensorflow/core/framework/step_stats.proto`)
 * @param beginMs when the run began; the first operation is said to begin then
 */
export function operationsOfRun(metadata: Uint8Array, beginMs: number): OperationCall[] {
  const devices = messagesOf(fieldsOf(metadata), 1).flatMap((steps) => messagesOf(steps, 1));
  // What a card's streams did is told a second time, beside what the operations did.
  const told = devices.filter((device) => !textOf(device, 1).includes('stream:'));
  const nodes = told
    .flatMap((device) => messagesOf(device, 2))
    .map(timesOf)
    .filter((node) => node !== null);
  nodes.sort((a, b) => a.beginUs - b.beginUs);
  const shapes = new Map(
    nodes.flatMap(({ node, outputs }) =>
      outputs.map(({ shape }, at) => [at === 0 ? node : `${node}:${at}`, shape] as const),
    ),
  );
  const [first] = nodes;
  return nodes.map(({ operation, inputs, outputs, beginUs, durationMs }) => ({
    name: operation,
    beginMs: beginMs + (beginUs - first!.beginUs) / 1e3,
    durationMs,
    inputShapes: inputs.map((input) => shapes.get(input) ?? null),
    outputShapes: outputs.map(({ shape }) => shape),
    outputBytes: sumOf(outputs.map(bytesOf)),
  }));
}
