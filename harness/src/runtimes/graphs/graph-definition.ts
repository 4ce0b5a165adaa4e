import protobuf from 'protobufjs';
import type { OperationAttribute } from '../node-binding.js';
import type { ArgumentDefinition, OperationDefinition } from './operation-definitions.js';
import { NotTraceableError, type Source, type Trace, type TracedOperation, type TracedTensor } from './trace.js';

/** Numbers of the binding for the kinds of attributes. */
export interface AttributeKinds {
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
}

/** `GraphDef.versions.producer`: of TensorFlow 2.8, whose graphs every later release reads. */
const producer = 1087;

type Write = (writer: protobuf.Writer) => void;

/** A nested message: tag, length, content. */
function message(writer: protobuf.Writer, field: number, write: Write): protobuf.Writer {
  writer.uint32((field << 3) | 2).fork();
  write(writer);
  return writer.ldelim();
}

function text(writer: protobuf.Writer, field: number, value: string): protobuf.Writer {
  return writer.uint32((field << 3) | 2).string(value);
}

function integer(writer: protobuf.Writer, field: number, value: number): protobuf.Writer {
  return writer.uint32(field << 3).int64(value);
}

/** `TensorShapeProto`. */
function writeShape(writer: protobuf.Writer, shape: readonly number[]): void {
  for (const size of shape) message(writer, 2, (dimension) => integer(dimension, 1, size));
}

/** `TensorProto`. */
function writeTensor(writer: protobuf.Writer, { dtype, shape, bytes }: TracedTensor & { bytes: Uint8Array }): void {
  integer(writer, 1, dtype);
  message(writer, 2, (inner) => writeShape(inner, shape));
  writer.uint32((4 << 3) | 2).bytes(bytes);
}

/** `AttrValue` of one value, or of a list of them. */
function writeValue(writer: protobuf.Writer, { type, value, name }: OperationAttribute, kinds: AttributeKinds): void {
  const writeOne = (inner: protobuf.Writer, one: unknown): void => {
    if (type === kinds.TF_ATTR_STRING) inner.uint32((2 << 3) | 2).bytes(new TextEncoder().encode(one as string));
    else if (type === kinds.TF_ATTR_INT) integer(inner, 3, one as number);
    else if (type === kinds.TF_ATTR_FLOAT) inner.uint32((4 << 3) | 5).float(one as number);
    else if (type === kinds.TF_ATTR_BOOL) inner.uint32(5 << 3).bool(one as boolean);
    else if (type === kinds.TF_ATTR_TYPE) integer(inner, 6, one as number);
    else throw new NotTraceableError(`attribute "${name}" is of a kind that graphs are not given here`);
  };
  if (type === kinds.TF_ATTR_SHAPE) message(writer, 7, (inner) => writeShape(inner, value as number[]));
  else if (!Array.isArray(value)) writeOne(writer, value);
  else
    message(writer, 1, (list) => {
      for (const one of value) writeOne(list, one);
    });
}

/** A trace, and what TensorFlow says of its operations. */
export interface Placed {
  readonly trace: Trace;
  readonly definitions: ReadonlyMap<string, OperationDefinition>;
  readonly kinds: AttributeKinds;
}

function tensorName(source: Source): string {
  if (source.from !== 'node') return `${source.from}${source.index}`;
  return source.output === 0 ? `op${source.node}` : `op${source.node}:${source.output}`;
}

/** Names of the tensors that a graph is fed with: inputs, draws, then what was kept. */
export function inputNames({ inputs, draws, kept }: Trace): string[] {
  const names = (prefix: string, tensors: readonly unknown[]): string[] => tensors.map((_, at) => `${prefix}${at}`);
  return [...names('input', inputs), ...names('draw', draws), ...names('kept', kept)];
}

/** Names of the outputs of a graph: through an operation that does nothing, for a session fetches nothing that it is fed. */
export function outputNames({ outputs }: Trace): string[] {
  return outputs.map((_, index) => `output${index}`);
}

function writeNode(
  writer: protobuf.Writer,
  name: string,
  operation: string,
  inputs: readonly string[],
  write: Write,
): void {
  message(writer, 1, (node) => {
    text(node, 1, name);
    text(node, 2, operation);
    for (const input of inputs) text(node, 3, input);
    write(node);
  });
}

function writeAttribute(writer: protobuf.Writer, name: string, write: Write): void {
  message(writer, 5, (entry) => {
    text(entry, 1, name);
    message(entry, 2, write);
  });
}

function writePlaceholders(graph: protobuf.Writer, prefix: string, tensors: readonly TracedTensor[]): void {
  for (const [index, { dtype, shape }] of tensors.entries())
    writeNode(graph, `${prefix}${index}`, 'Placeholder', [], (node) => {
      writeAttribute(node, 'dtype', (value) => integer(value, 6, dtype));
      writeAttribute(node, 'shape', (value) => message(value, 7, (inner) => writeShape(inner, shape)));
    });
}

function writeConstants(graph: protobuf.Writer, { constants }: Trace): void {
  for (const [index, constant] of constants.entries()) {
    writeNode(graph, `constant${index}`, 'Const', [], (node) => {
      writeAttribute(node, 'dtype', (value) => integer(value, 6, constant.dtype));
      writeAttribute(node, 'value', (value) => message(value, 8, (inner) => writeTensor(inner, constant)));
    });
  }
}

/** How many tensors each input of an operation has: a list has what is left when the others have theirs. */
function inputCounts(operation: TracedOperation, { inputs }: OperationDefinition): number[] {
  const isList = ({ numberAttribute, typeListAttribute }: ArgumentDefinition): boolean =>
    numberAttribute + typeListAttribute !== '';
  const lists = inputs.filter(isList).length;
  const given = (argument: ArgumentDefinition): number | null => {
    const attribute = operation.attributes.find(({ name }) => name === argument.numberAttribute);
    return typeof attribute?.value === 'number' ? attribute.value : null;
  };
  const rest = operation.inputs.length - (inputs.length - lists);
  return inputs.map((argument) => {
    if (!isList(argument)) return 1;
    const count = given(argument) ?? (lists === 1 ? rest : null);
    if (count === null)
      throw new NotTraceableError(`it runs ${operation.name}, whose lists of inputs cannot be told apart`);
    return count;
  });
}

/** Attributes that running an operation at once works out from its inputs, and a graph has to state. */
function missingAttributes(
  operation: TracedOperation,
  definition: OperationDefinition,
  dtypes: readonly (number | null)[],
): Map<string, Write> {
  const missing = new Set(
    definition.required.filter((name) => !operation.attributes.some((given) => given.name === name)),
  );
  const found = new Map<string, Write>();
  if (missing.size === 0) return found;
  let at = 0;
  for (const [index, count] of inputCounts(operation, definition).entries()) {
    const { typeAttribute, numberAttribute } = definition.inputs[index]!;
    const dtype = dtypes[at] ?? null;
    if (missing.has(typeAttribute) && dtype !== null) found.set(typeAttribute, (value) => integer(value, 6, dtype));
    if (missing.has(numberAttribute)) found.set(numberAttribute, (value) => integer(value, 3, count));
    at += count;
  }
  const unknown = [...missing].find((name) => !found.has(name));
  if (unknown !== undefined)
    throw new NotTraceableError(`it runs ${operation.name} without its attribute "${unknown}"`);
  return found;
}

/** What is known of a tensor of a trace; null: there is no such one. */
export function tensorAt(trace: Trace, source: Source): TracedTensor | null {
  if (source.from === 'node') return trace.operations[source.node]!.outputs[source.output]!;
  const lists = { input: trace.inputs, constant: trace.constants, draw: trace.draws, kept: trace.kept };
  return lists[source.from][source.index] ?? null;
}

/** TensorFlow's number for the type of a tensor; null: there is no such one. */
export function dtypeOf(trace: Trace, source: Source): number | null {
  return tensorAt(trace, source)?.dtype ?? null;
}

function writeOperations(graph: protobuf.Writer, placed: Placed): void {
  for (const [index, operation] of placed.trace.operations.entries()) {
    const definition = placed.definitions.get(operation.name);
    if (!definition) throw new NotTraceableError(`it runs ${operation.name}, which this TensorFlow does not know`);
    if (definition.isStateful)
      throw new NotTraceableError(`it runs ${operation.name}, which draws or keeps something of its own`);
    const missing = missingAttributes(
      operation,
      definition,
      operation.inputs.map((source) => dtypeOf(placed.trace, source)),
    );
    writeNode(graph, `op${index}`, operation.name, operation.inputs.map(tensorName), (node) => {
      for (const attribute of operation.attributes)
        writeAttribute(node, attribute.name, (value) => writeValue(value, attribute, placed.kinds));
      for (const [name, write] of missing) writeAttribute(node, name, write);
    });
  }
}

function writeOutputs(graph: protobuf.Writer, placed: Placed): void {
  for (const [index, source] of placed.trace.outputs.entries())
    writeNode(graph, `output${index}`, 'Identity', [tensorName(source)], (node) => {
      writeAttribute(node, 'T', (value) => integer(value, 6, dtypeOf(placed.trace, source)!));
    });
}

/**
 * A trace as a `GraphDef`: no variables, every tensor from outside a placeholder.
 * @throws NotTraceableError
 */
export function graphDefinition(placed: Placed): Uint8Array {
  const graph = protobuf.Writer.create();
  for (const [prefix, tensors] of [
    ['input', placed.trace.inputs],
    ['draw', placed.trace.draws],
    ['kept', placed.trace.kept],
  ] as const)
    writePlaceholders(graph, prefix, tensors);
  writeConstants(graph, placed.trace);
  writeOperations(graph, placed);
  writeOutputs(graph, placed);
  message(graph, 4, (versions) => integer(versions, 1, producer));
  return graph.finish();
}
