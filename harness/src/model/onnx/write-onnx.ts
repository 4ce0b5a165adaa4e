import { encodeOnnx, type OnnxAttribute, type OnnxNode, type OnnxTensor, onnxTypes } from './onnx-schema.js';

const numberOf = new Map(Object.entries(onnxTypes).map(([number, { name }]) => [name, Number(number)]));

/** Numbers of attribute types in onnx.proto. */
const attributeTypes = { float: 1, int: 2, ints: 7 } as const;

type AttributeValue = { readonly int: number } | { readonly float: number } | { readonly ints: readonly number[] };

export interface NodeToWrite {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly domain?: string;
}

/** null: an axis of any size. */
export interface TensorToWrite {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly (number | null)[];
}

export interface WeightToWrite {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

export interface OnnxToWrite {
  readonly nodes: readonly NodeToWrite[];
  readonly inputs: readonly TensorToWrite[];
  readonly outputs: readonly TensorToWrite[];
  readonly weights?: readonly WeightToWrite[];
  /** Weights whose bytes lie elsewhere, or are given as they are. */
  readonly rawWeights?: readonly OnnxTensor[];
  readonly opset?: number;
}

function attribute(name: string, value: AttributeValue): OnnxAttribute {
  if ('int' in value) return { name, i: value.int, type: attributeTypes.int };
  if ('float' in value) return { name, f: value.float, type: attributeTypes.float };
  return { name, ints: [...value.ints], type: attributeTypes.ints };
}

function node({ op, inputs, outputs, attributes = {}, domain = '' }: NodeToWrite, index: number): OnnxNode {
  return {
    opType: op,
    name: `${op}_${index}`,
    input: [...inputs],
    output: [...outputs],
    domain,
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  };
}

function valueInfo({ name, dtype, shape }: TensorToWrite) {
  const dim = shape.map((size, axis) => (size === null ? { dimParam: `${name}_${axis}` } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: numberOf.get(dtype) ?? 0, shape: { dim } } } };
}

function weight({ name, shape, data }: WeightToWrite): OnnxTensor {
  const dataType = numberOf.get(data instanceof Float32Array ? 'float32' : 'int64')!;
  return {
    name,
    dims: [...shape],
    dataType,
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

/** An ONNX file of a small model. The same description gives the same bytes. */
export function writeOnnx({
  nodes,
  inputs,
  outputs,
  weights = [],
  rawWeights = [],
  opset = 17,
}: OnnxToWrite): Uint8Array {
  return encodeOnnx({
    irVersion: 8,
    producerName: 'paretoboard',
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: 'model',
      node: nodes.map(node),
      input: inputs.map(valueInfo),
      output: outputs.map(valueInfo),
      initializer: [...weights.map(weight), ...rawWeights],
    },
  });
}
