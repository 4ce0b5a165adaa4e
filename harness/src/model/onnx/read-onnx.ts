import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { relativePathSchema } from '@paretoboard/contract/primitives.js';
import { ModelError } from '../model-error.js';
import type { ModelSummary, ModelTensor } from '../open-model.js';
import {
  decodeOnnx,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxSparseTensor,
  type OnnxTensor,
  type OnnxValueInfo,
  onnxTypes,
  whole,
} from './onnx-schema.js';

/** Operator sets that are served; the newest is that of the ONNX Runtime that we ship. */
export const opsets = { oldest: 11, newest: 26 } as const;

/** `com.microsoft`: operators that come with ONNX Runtime. */
const servedDomains: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']);

const longestShape = 64;

const limits = { bytes: 2 ** 31 - 1, nodes: 200_000, depth: 16 } as const;

function problem(path: string, message: string, remedy: string): never {
  throw new ModelError(path, message, remedy);
}

/** Counts and checks while it walks over the graph, its subgraphs and functions. */
class OnnxInspection {
  parameters = 0;
  weightBytes = 0;
  readonly operators: Record<string, number> = {};
  private nodes = 0;

  constructor(
    private readonly file: string,
    private readonly folder: string,
    private readonly functions: ReadonlySet<string>,
  ) {}

  walk(graph: OnnxGraph, depth = 0): void {
    if (depth > limits.depth) problem(this.file, `graphs within graphs, ${depth} deep`, 'Flatten the model.');
    for (const tensor of graph.initializer ?? []) this.addWeight(tensor);
    for (const sparse of graph.sparseInitializer ?? []) this.addSparse(sparse);
    this.addNodes(graph.node ?? [], depth);
  }

  addNodes(nodes: readonly OnnxNode[], depth: number): void {
    for (const node of nodes) {
      this.addNode(node);
      this.addAttributes(node.attribute ?? [], depth);
    }
  }

  addAttributes(attributes: readonly OnnxAttribute[], depth: number): void {
    for (const { t, tensors, g, graphs, floats, sparseTensor, sparseTensors } of attributes) {
      this.parameters += floats?.length ?? 0;
      for (const tensor of [...(t ? [t] : []), ...(tensors ?? [])]) this.addWeight(tensor);
      for (const sparse of [...(sparseTensor ? [sparseTensor] : []), ...(sparseTensors ?? [])]) this.addSparse(sparse);
      for (const inner of [...(g ? [g] : []), ...(graphs ?? [])]) this.walk(inner, depth + 1);
    }
  }

  private addSparse({ values, indices }: OnnxSparseTensor): void {
    for (const tensor of [values, indices]) if (tensor) this.addWeight(tensor);
  }

  private addNode({ name, opType = '', domain = '' }: OnnxNode): void {
    if (++this.nodes > limits.nodes) problem(this.file, `more than ${limits.nodes} nodes`, 'Use a smaller model.');
    const operator = domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`;
    if (!servedDomains.has(domain) && !this.functions.has(operator))
      problem(
        `${this.file}: node "${name || opType}"`,
        `custom operator ${operator}: expected an operator of ${[...servedDomains].filter(Boolean).join(', ')}`,
        'Export with standard operators: a custom one would be code of its own, for which there is kind process.',
      );
    this.operators[operator] = (this.operators[operator] ?? 0) + 1;
  }

  private addWeight(tensor: OnnxTensor): void {
    const path = `${this.file}: tensor "${tensor.name || '(unnamed)'}"`;
    const dims = (tensor.dims ?? []).map(whole);
    if (dims.some((size) => size < 0)) problem(path, `shape [${dims.join(', ')}]`, 'Export the model again.');
    const type = onnxTypes[tensor.dataType ?? 0];
    const count = dims.reduce((a, b) => a * b, 1);
    const bytes = type ? Math.ceil(count * type.bytes) : null;
    if (tensor.dataLocation === 1) this.checkExternal(tensor, bytes, path);
    else if (tensor.rawData && tensor.rawData.length > 0 && bytes !== null && type?.name !== 'string') {
      if (tensor.rawData.length !== bytes)
        problem(
          path,
          `${type?.name} [${dims.join(', ')}] has ${bytes} bytes, found ${tensor.rawData.length}`,
          'Export the model again: its weights are cut off.',
        );
    }
    this.weightBytes += bytes ?? 0;
    if (!isShape(type?.name, dims)) this.parameters += count;
  }

  private checkExternal({ externalData }: OnnxTensor, bytes: number | null, path: string): void {
    const entries = new Map((externalData ?? []).map(({ key = '', value = '' }) => [key, value]));
    const location = entries.get('location') ?? '';
    if (!relativePathSchema.safeParse(location).success)
      problem(
        path,
        `external data at "${location}": expected a path below the folder of the model`,
        'Save the weights beside the model and name them by a relative path without "..".',
      );
    const file = join(this.folder, location);
    if (!existsSync(file) || !statSync(file).isFile())
      problem(
        path,
        `external data "${location}" is not there`,
        'Put the file into the artefact folder, beside the model.',
      );
    const { size } = statSync(file);
    const offset = Number(entries.get('offset') ?? 0);
    const length = Number(entries.get('length') ?? bytes ?? 0);
    if (!(offset >= 0 && length >= 0 && offset + length <= size))
      problem(
        path,
        `external data "${location}": bytes ${offset} to ${offset + length} of a file of ${size}`,
        'Export the model again: the file of its weights is cut off.',
      );
    if (bytes !== null && length < bytes)
      problem(path, `external data of ${length} bytes, expected ${bytes}`, 'Export the model again.');
  }
}

/** Short lists of whole numbers are shapes, axes and indices. Longer ones count as weights, whatever their type: an operator can turn one into the other. */
function isShape(type: string | undefined, dims: readonly number[]): boolean {
  return (type === 'int64' || type === 'int32') && dims.length <= 1 && (dims[0] ?? 1) <= longestShape;
}

function tensorOf({ name = '', type }: OnnxValueInfo, file: string): ModelTensor {
  const tensor = type?.tensorType;
  if (!tensor)
    return problem(
      `${file}: "${name}"`,
      'is no tensor (a sequence, map or optional)',
      'Let the model take and give tensors.',
    );
  const shape = tensor.shape?.dim?.map((dim) =>
    Object.hasOwn(dim, 'dimValue') && whole(dim.dimValue) >= 0 ? whole(dim.dimValue) : null,
  );
  // A scalar is stated by a shape without sizes; no shape at all states nothing.
  const stated = tensor.shape ? (shape ?? []) : null;
  return { name, dtype: onnxTypes[tensor.elemType ?? 0]?.name ?? `type ${tensor.elemType}`, shape: stated };
}

function opsetOf({ opsetImport }: OnnxModel, file: string): number {
  const stated = (opsetImport ?? []).filter(({ domain = '' }) => domain === '' || domain === 'ai.onnx');
  const versions = stated.map(({ version }) => whole(version));
  const odd = versions.find((version) => version < opsets.oldest || version > opsets.newest);
  if (versions.length > 0 && odd === undefined) return Math.max(...versions);
  return problem(
    file,
    `opset ${odd ?? 'not stated'}: expected ${opsets.oldest} to ${opsets.newest}`,
    'Export with opset_version=17, or convert with onnx.version_converter.',
  );
}

function decoded(bytes: Uint8Array, file: string): OnnxModel & { graph: OnnxGraph } {
  let model: OnnxModel;
  try {
    model = decodeOnnx(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem(file, `is no ONNX model, or is cut off (${why})`, 'Export the model again, and copy it whole.');
  }
  const { graph } = model;
  if (graph?.node?.length) return { ...model, graph };
  return problem(file, `expected an ONNX model, found ${bytes.length} bytes without a graph`, 'Name an .onnx file.');
}

/**
 * What an ONNX file holds, without running it. @param path of the file @param file how to name it in problems
 * @throws ModelError for what cannot be read or is not served: custom operators, other opsets, weights that are missing
 */
export function readOnnx(path: string, file: string): ModelSummary {
  if (!existsSync(path)) problem(file, 'there is no such file', 'Name a file of the artefact folder.');
  const { size } = statSync(path);
  if (size > limits.bytes)
    problem(file, `${size} bytes; the limit is ${limits.bytes}`, 'Keep the weights in external data.');
  const model = decoded(readFileSync(path), file);
  const opset = opsetOf(model, file);
  const functions = new Set((model.functions ?? []).map(({ domain, name }) => `${domain}.${name}`));
  const inspection = new OnnxInspection(file, dirname(path), functions);
  inspection.walk(model.graph);
  for (const { node, attributeProto } of model.functions ?? []) {
    inspection.addNodes(node ?? [], 1);
    inspection.addAttributes(attributeProto ?? [], 1);
  }
  const weights = new Set((model.graph.initializer ?? []).map(({ name }) => name));
  const inputs = (model.graph.input ?? []).filter(({ name }) => !weights.has(name));
  return {
    inputs: inputs.map((input) => tensorOf(input, file)),
    outputs: (model.graph.output ?? []).map((output) => tensorOf(output, file)),
    parameters: inspection.parameters,
    weightBytes: inspection.weightBytes,
    operators: inspection.operators,
    opset,
  };
}
