import { createRequire } from 'node:module';

/** Address of something of TensorFlow's. */
export type Address = bigint;

type InMemory = Address | ArrayBufferView | null;

/** What `TF_SessionRun` takes; arrays hold pairs of operation and output, or tensors. */
type SessionRun = [
  session: Address,
  runOptions: InMemory,
  inputs: InMemory,
  inputTensors: InMemory,
  inputCount: number,
  outputs: InMemory,
  outputTensors: InMemory,
  outputCount: number,
  targets: InMemory,
  targetCount: number,
  metadata: InMemory,
  status: Address,
];

/** The part of TensorFlow's C interface (`tensorflow/c/c_api.h`) that the package's binding does not offer. */
export interface TensorFlowLibrary {
  readonly newStatus: () => Address;
  readonly deleteStatus: (status: Address) => void;
  readonly statusCode: (status: Address) => number;
  readonly statusMessage: (status: Address) => string;
  readonly allOperations: () => Address;
  readonly newBuffer: (bytes: Uint8Array, length: number) => Address;
  /** For TensorFlow to write into. */
  readonly newEmptyBuffer: () => Address;
  readonly deleteBuffer: (buffer: Address) => void;
  readonly newGraph: () => Address;
  readonly newImportOptions: () => Address;
  readonly deleteImportOptions: (options: Address) => void;
  readonly importGraph: (graph: Address, definition: Address, options: Address, status: Address) => void;
  readonly deleteGraph: (graph: Address) => void;
  readonly operation: (graph: Address, name: string) => Address;
  readonly newSessionOptions: () => Address;
  readonly setConfiguration: (options: Address, bytes: Uint8Array, length: number, status: Address) => void;
  readonly deleteSessionOptions: (options: Address) => void;
  readonly newSession: (graph: Address, options: Address, status: Address) => Address;
  readonly runSession: (...run: SessionRun) => void;
  /** In a thread of its own: what it is given must stay where it is until `done` is called. */
  readonly runSessionAside: (...run: [...SessionRun, done: (error: unknown) => void]) => void;
  readonly closeSession: (session: Address, status: Address) => void;
  readonly deleteSession: (session: Address, status: Address) => void;
  readonly newTensor: (dtype: number, sizes: BigInt64Array, rank: number, bytes: number) => Address;
  readonly rank: (tensor: Address) => number;
  readonly size: (tensor: Address, axis: number) => number | bigint;
  readonly data: (tensor: Address) => Address;
  readonly deleteTensor: (tensor: Address) => void;
  readonly copy: (to: InMemory, from: InMemory, bytes: number) => void;
  /** Bytes of a `TF_Buffer`, where they lie. */
  readonly contentsOf: (buffer: Address) => Uint8Array;
  /** Memory at an address, where it lies: not to be touched once it is freed. */
  readonly memory: (address: Address, bytes: number) => Uint8Array;
}

let loaded: TensorFlowLibrary | null = null;

/**
 * The TensorFlow of this process.
 * @param framework path of `libtensorflow_framework`; what is called is in `libtensorflow_cc` beside it
 */
export function tensorflowLibrary(framework: string): TensorFlowLibrary {
  if (loaded) return loaded;
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  const library = koffi.load(framework.replace('framework', 'cc'));
  const at = 'void *';
  const bufferType = koffi.struct({ data: at, length: 'size_t', deallocator: at });
  const memory = (address: Address, bytes: number): Uint8Array => new Uint8Array(koffi.view(address, bytes));
  const functions = {
    newStatus: library.func('TF_NewStatus', at, []),
    deleteStatus: library.func('TF_DeleteStatus', 'void', [at]),
    statusCode: library.func('TF_GetCode', 'int', [at]),
    statusMessage: library.func('TF_Message', 'str', [at]),
    allOperations: library.func('TF_GetAllOpList', at, []),
    newBuffer: library.func('TF_NewBufferFromString', at, [at, 'size_t']),
    newEmptyBuffer: library.func('TF_NewBuffer', at, []),
    deleteBuffer: library.func('TF_DeleteBuffer', 'void', [at]),
    newGraph: library.func('TF_NewGraph', at, []),
    newImportOptions: library.func('TF_NewImportGraphDefOptions', at, []),
    deleteImportOptions: library.func('TF_DeleteImportGraphDefOptions', 'void', [at]),
    importGraph: library.func('TF_GraphImportGraphDef', 'void', [at, at, at, at]),
    deleteGraph: library.func('TF_DeleteGraph', 'void', [at]),
    operation: library.func('TF_GraphOperationByName', at, [at, 'str']),
    newSessionOptions: library.func('TF_NewSessionOptions', at, []),
    setConfiguration: library.func('TF_SetConfig', 'void', [at, at, 'size_t', at]),
    deleteSessionOptions: library.func('TF_DeleteSessionOptions', 'void', [at]),
    newSession: library.func('TF_NewSession', at, [at, at, at]),
    runSession: library.func('TF_SessionRun', 'void', [at, at, at, at, 'int', at, at, 'int', at, 'int', at, at]),
    closeSession: library.func('TF_CloseSession', 'void', [at, at]),
    deleteSession: library.func('TF_DeleteSession', 'void', [at, at]),
    newTensor: library.func('TF_AllocateTensor', at, ['int', at, 'int', 'size_t']),
    rank: library.func('TF_NumDims', 'int', [at]),
    size: library.func('TF_Dim', 'int64_t', [at, 'int']),
    data: library.func('TF_TensorData', at, [at]),
    deleteTensor: library.func('TF_DeleteTensor', 'void', [at]),
    // The symbols of the library's own dependencies are found through it.
    copy: library.func('memcpy', at, [at, at, 'size_t']),
  };
  const runSessionAside = functions.runSession.async;
  const contentsOf = (buffer: Address): Uint8Array => {
    const { data, length } = koffi.decode(buffer, bufferType) as { data: Address; length: number };
    return memory(data, Number(length));
  };
  loaded = { ...functions, runSessionAside, contentsOf, memory } as unknown as TensorFlowLibrary;
  return loaded;
}
