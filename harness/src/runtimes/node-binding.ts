/** An attribute of a TensorFlow operation, in the binding's form. */
export interface OperationAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | number[];
}

/** What the binding says of a tensor; dtype: TensorFlow's number. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The functions of tfjs-node's binding that every operation, and every copy from and to JavaScript, goes through. */
export interface NodeBinding {
  executeOp(name: string, attributes: OperationAttribute[], inputs: number[], outputs: number): TensorMetadata[];
  createTensor(shape: number[], dtype: number, values: ArrayBufferView): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): unknown;
}

/** The binding with other functions in the place of some: its own cannot be replaced. */
export function withFunctions(original: NodeBinding, functions: Partial<NodeBinding>): NodeBinding {
  const properties = Object.entries(functions).map(([name, value]) => [name, { value }]);
  return Object.create(original, Object.fromEntries(properties) as PropertyDescriptorMap) as NodeBinding;
}
