import { fieldsOf, messagesOf, textOf } from './protobuf-fields.js';
import type { TensorFlowLibrary } from './tensorflow-library.js';

/** An input of an operation: one tensor, or as many as an attribute says. */
export interface ArgumentDefinition {
  /** Attribute that holds its dtype; empty: the dtype is fixed. */
  readonly typeAttribute: string;
  /** Attribute that holds how many tensors there are; empty: one. */
  readonly numberAttribute: string;
  /** Attribute that holds the dtypes of a list; empty: none. */
  readonly typeListAttribute: string;
}

/** What TensorFlow says of one of its operations (`OpDef` of `tensorflow/core/framework/op_def.proto`). */
export interface OperationDefinition {
  readonly name: string;
  readonly inputs: readonly ArgumentDefinition[];
  /** Attributes that must be given: those without a default. */
  readonly required: readonly string[];
  /** It draws, counts or keeps something. */
  readonly isStateful: boolean;
}

function parseDefinition(bytes: Uint8Array): OperationDefinition {
  const fields = fieldsOf(bytes);
  const attributes = messagesOf(fields, 4);
  return {
    name: textOf(fields, 1),
    inputs: messagesOf(fields, 2).map((argument) => ({
      typeAttribute: textOf(argument, 4),
      numberAttribute: textOf(argument, 5),
      typeListAttribute: textOf(argument, 6),
    })),
    required: attributes.filter((attribute) => !attribute.has(3)).map((attribute) => textOf(attribute, 1)),
    isStateful: fields.get(17)?.[0] === 1,
  };
}

/** @param bytes an `OpList` */
export function parseOperationList(bytes: Uint8Array): Map<string, OperationDefinition> {
  const definitions = (fieldsOf(bytes).get(1) ?? []).map((definition) => parseDefinition(definition as Uint8Array));
  return new Map(definitions.map((definition) => [definition.name, definition]));
}

let known: Map<string, OperationDefinition> | null = null;

/** Every operation of the TensorFlow that is loaded, by name. */
export function operationDefinitions(library: TensorFlowLibrary): Map<string, OperationDefinition> {
  if (known) return known;
  const list = library.allOperations();
  known = parseOperationList(library.contentsOf(list));
  library.deleteBuffer(list);
  return known;
}
