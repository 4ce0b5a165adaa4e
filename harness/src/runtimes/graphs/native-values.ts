import { elementCount } from '@paretoboard/contract/tensor-data.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { DataType, Tensor, TensorInfo } from '@tensorflow/tfjs';
import type { Address, TensorFlowLibrary } from './tensorflow-library.js';
import type { TensorData, TracedBackend, TracedTensor } from './trace.js';

/** tfjs-node's backend, as far as sessions need it. */
export interface GraphBackend extends TracedBackend {
  readonly tensorMap: {
    has(dataId: object): boolean;
    get(dataId: object): TensorData | undefined;
    set(dataId: object, data: TensorData): void;
  };
  incRef(dataId: object): void;
  disposeData(dataId: object): boolean;
}

interface Kind {
  readonly dtype: DataType;
  readonly array: Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor;
}

/** By TensorFlow's number: what values of it are in JavaScript. */
const kinds = new Map<number, Kind>([
  [1, { dtype: 'float32', array: Float32Array }],
  [3, { dtype: 'int32', array: Int32Array }],
  [10, { dtype: 'bool', array: Uint8Array }],
]);

/** Whether JavaScript has numbers of that kind. */
export function isNumeric({ dtype }: TracedTensor): boolean {
  return kinds.has(dtype);
}

/** A tensor whose values are where a session left them until they are read. */
class NativeData implements TensorData {
  /** For the backend: without a handle. It sets another once an operation takes the tensor. */
  id = -1;
  refCount = 1;
  private read: ArrayBufferView | null | undefined;

  constructor(
    readonly dtype: number,
    readonly shape: number[],
    private readonly copy: () => ArrayBufferView,
  ) {}

  get values(): ArrayBufferView | null {
    if (this.read === undefined) this.read = this.copy();
    return this.read;
  }

  /** The backend sets null once it has made a handle of them. */
  set values(values: ArrayBufferView | null) {
    this.read = values;
  }
}

/**
 * Values that sessions take and give, in TensorFlow's memory: what one call leaves of a variable is what the next takes, and JavaScript has a copy only of
 * what somebody reads.
 */
export class NativeValues {
  private readonly addresses = new Map<object, Address>();

  constructor(
    private readonly tf: TensorFlow,
    private readonly backend: GraphBackend,
    private readonly library: TensorFlowLibrary,
  ) {}

  /** How many tensors lie in TensorFlow's memory. */
  get size(): number {
    return this.addresses.size;
  }

  /** What the backend holds of a tensor: still in JavaScript where no operation has used it. */
  valuesOf({ dataId }: Pick<TensorInfo, 'dataId'>): ArrayBufferView {
    const { values, id } = this.backend.tensorMap.get(dataId)!;
    return (values ?? this.backend.binding.tensorDataSync(id)) as ArrayBufferView;
  }

  /** A copy of a tensor in TensorFlow's memory, which the caller frees. */
  copied({ dataId }: Pick<TensorInfo, 'dataId'>): Address {
    const { library } = this;
    const { dtype, shape } = this.backend.tensorMap.get(dataId)!;
    const values = this.valuesOf({ dataId });
    const address = library.newTensor(dtype, BigInt64Array.from(shape, BigInt), shape.length, values.byteLength);
    if (values.byteLength > 0) library.copy(library.data(address), values, values.byteLength);
    return address;
  }

  /** Where a tensor lies in TensorFlow's memory, copied there if it does not; until it is released. */
  addressOf({ dataId }: Pick<TensorInfo, 'dataId'>): Address {
    const known = this.addresses.get(dataId);
    if (known !== undefined) return known;
    const address = this.copied({ dataId });
    this.addresses.set(dataId, address);
    return address;
  }

  /** What a session gave, as a tensor whose values are in JavaScript. @param dtype TensorFlow's number */
  taken(address: Address, dtype: number): Tensor {
    const { library } = this;
    const shape = Array.from({ length: library.rank(address) }, (_, axis) => Number(library.size(address, axis)));
    const values = this.read(address, { dtype, shape });
    library.deleteTensor(address);
    return this.tf.tensor(values, shape, kinds.get(dtype)!.dtype);
  }

  /** What a session gave, as a tensor whose values stay there until it is released. */
  kept(address: Address, { dtype, shape }: TracedTensor): Tensor {
    const dataId = {};
    this.backend.tensorMap.set(dataId, new NativeData(dtype, [...shape], () => this.read(address, { dtype, shape })));
    this.addresses.set(dataId, address);
    return this.tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype: kinds.get(dtype)!.dtype });
  }

  /** Frees TensorFlow's memory of a tensor; one that is still there has its values in JavaScript then. Nothing where there is none. */
  release(dataId: object): void {
    const address = this.addresses.get(dataId);
    if (address === undefined) return;
    const data = this.backend.tensorMap.has(dataId) ? this.backend.tensorMap.get(dataId) : null;
    // Reading them is what copies them.
    if (data instanceof NativeData && data.id < 0) void data.values;
    this.addresses.delete(dataId);
    this.library.deleteTensor(address);
  }

  private read(address: Address, { dtype, shape }: TracedTensor): Float32Array | Int32Array | Uint8Array {
    const values = new (kinds.get(dtype)!.array)(elementCount(shape));
    if (values.length > 0) this.library.copy(values, this.library.data(address), values.byteLength);
    return values;
  }
}
