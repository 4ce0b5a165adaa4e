import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import type { NodeBinding, OperationAttribute, TensorMetadata } from '../node-binding.js';

/** TensorFlow's numbers for types of attributes and of values. */
export type BindingConstants = Readonly<
  Record<
    | 'TF_ATTR_TYPE'
    | 'TF_ATTR_INT'
    | 'TF_ATTR_FLOAT'
    | 'TF_ATTR_STRING'
    | 'TF_ATTR_BOOL'
    | 'TF_FLOAT'
    | 'TF_INT32'
    | 'TF_INT64'
    | 'TF_BOOL',
    number
  >
>;

/** The part of tfjs-node's backend that runs TensorFlow operations by name. */
export interface NodeBackend {
  readonly binding: NodeBinding & BindingConstants;
  executeSingleOutput(name: string, attributes: OperationAttribute[], inputs: TensorInfo[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: OperationAttribute[],
    inputs: TensorInfo[],
    outputs: number,
  ): Tensor[];
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  createOutputTensor(metadata: TensorMetadata): Tensor;
}

/** `T = float32`: the type attribute that most operations take. */
export function floatType(backend: NodeBackend): OperationAttribute {
  return { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
}

export function floatAttribute(backend: NodeBackend, name: string, value: number): OperationAttribute {
  return { name, type: backend.binding.TF_ATTR_FLOAT, value };
}
