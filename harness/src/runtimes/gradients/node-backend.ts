import type { Tensor, TensorInfo } from '@tensorflow/tfjs';

/** An attribute of a TensorFlow operation, in the binding's form. */
export interface OperationAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | number[];
}

/** The part of tfjs-node's backend that runs TensorFlow operations by name. */
export interface NodeBackend {
  readonly binding: Readonly<
    Record<
      | 'TF_ATTR_TYPE'
      | 'TF_ATTR_INT'
      | 'TF_ATTR_FLOAT'
      | 'TF_ATTR_STRING'
      | 'TF_ATTR_BOOL'
      | 'TF_FLOAT'
      | 'TF_INT32'
      | 'TF_BOOL',
      number
    >
  >;
  executeSingleOutput(name: string, attributes: OperationAttribute[], inputs: TensorInfo[]): Tensor;
}

/** `T = float32`: the type attribute that most operations take. */
export function floatType(backend: NodeBackend): OperationAttribute {
  return { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
}

export function floatAttribute(backend: NodeBackend, name: string, value: number): OperationAttribute {
  return { name, type: backend.binding.TF_ATTR_FLOAT, value };
}
