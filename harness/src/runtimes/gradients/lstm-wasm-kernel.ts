import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { TensorInfo } from '@tensorflow/tfjs';
import { gradientName, kernelName, outputs, registerLstmGradient } from './lstm-gradient.js';
import { functionsOf, type WasmBackend } from './wasm-heap.js';
import { beginOf, WasmProducts } from './wasm-products.js';

const BACKEND = 'wasm';
const BYTES = 4;

interface LstmShape {
  readonly steps: number;
  readonly rows: number;
  readonly unitsIn: number;
  readonly units: number;
}

function shapeOf(x: TensorInfo, bias: TensorInfo): LstmShape {
  const [steps, rows, unitsIn] = x.shape as [number, number, number];
  return { steps, rows, unitsIn, units: bias.shape[0]! / 4 };
}

/** An LSTM over all steps, and its gradient, in the module's memory: products for all steps at once but that of the state, which waits for the step before. */
export function registerLstmWasmKernels(tf: TensorFlow): void {
  if (tf.getKernel(kernelName, BACKEND)) return;
  tf.registerKernel({
    kernelName,
    backendName: BACKEND,
    kernelFunc: ({ inputs, backend }) => {
      const { x, matrix, bias } = inputs as Record<'x' | 'matrix' | 'bias', TensorInfo>;
      return forward(backend as WasmBackend, x, matrix, bias);
    },
  });
  tf.registerKernel({
    kernelName: gradientName,
    backendName: BACKEND,
    kernelFunc: ({ inputs, backend }) => backward(backend as WasmBackend, inputs as Record<string, TensorInfo>),
  });
  registerLstmGradient(tf);
}

/** @returns input gates, cells, forget gates, output gates, candidates, tanh of the cells, states: [steps, rows, units] each */
function forward(backend: WasmBackend, x: TensorInfo, matrix: TensorInfo, bias: TensorInfo): TensorInfo[] {
  const { steps, rows, unitsIn, units } = shapeOf(x, bias);
  const made = Array.from({ length: outputs }, () => backend.makeOutput([steps, rows, units], 'float32'));
  const gates = backend.makeOutput([steps, rows, 4 * units], 'float32');
  const none = backend.makeOutput([rows, units], 'float32');
  const products = new WasmProducts(backend);
  const { floats } = products;
  const { lstmForward } = functionsOf(backend);
  const begin = (tensor: TensorInfo) => beginOf(backend, tensor);
  const [sums, weights, offsets, first] = [gates, matrix, bias, none].map(begin) as [number, number, number, number];
  const places = made.map(begin);
  const [cells, states] = [places[1]!, places[6]!];
  const width = 4 * units;
  const size = rows * units;
  floats.fill(0, first, first + size);
  for (let row = 0; row < steps * rows; row++) floats.copyWithin(sums + row * width, offsets, offsets + width);
  products.add(
    { begin: begin(x), row: unitsIn, column: 1 },
    { begin: weights, row: width },
    { begin: sums, row: width },
    { rows: steps * rows, columns: width, inner: unitsIn },
  );
  for (let step = 0; step < steps; step++) {
    const of = sums + step * rows * width;
    if (step > 0)
      products.add(
        { begin: states + (step - 1) * size, row: units, column: 1 },
        { begin: weights + unitsIn * width, row: width },
        { begin: of, row: width },
        { rows, columns: width, inner: units },
      );
    const before = step === 0 ? first : cells + (step - 1) * size;
    const written = places.map((place) => BYTES * (place + step * size));
    lstmForward(BYTES * of, BYTES * before, ...written, rows, units);
  }
  for (const { dataId } of [gates, none]) backend.disposeData(dataId);
  return made;
}

/** @returns gradients of x, matrix and bias */
function backward(backend: WasmBackend, inputs: Record<string, TensorInfo>): TensorInfo[] {
  const { x, matrix, bias } = inputs as Record<'x' | 'matrix' | 'bias', TensorInfo>;
  const { steps, rows, unitsIn, units } = shapeOf(x, bias);
  const width = 4 * units;
  const size = rows * units;
  const [dx, dMatrix, dBias] = [x, matrix, bias].map(({ shape }) => backend.makeOutput(shape, 'float32')) as [
    TensorInfo,
    TensorInfo,
    TensorInfo,
  ];
  const scratch = [
    backend.makeOutput([steps, rows, width], 'float32'),
    backend.makeOutput([width, unitsIn + units], 'float32'),
    backend.makeOutput([rows, units], 'float32'),
    backend.makeOutput([rows, units], 'float32'),
    backend.makeOutput([rows, units], 'float32'),
    backend.makeOutput([1], 'float32'),
  ];
  const products = new WasmProducts(backend);
  const { floats } = products;
  const { lstmBackward } = functionsOf(backend);
  const begin = (tensor: TensorInfo) => beginOf(backend, tensor);
  const [gates, turned, none, stateGradient, cellGradient, one] = scratch.map(begin) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [input, cells, forget, output, candidate, bounded, states] = Array.from({ length: outputs }, (_, at) =>
    begin(inputs[`saved${at}`]!),
  ) as [number, number, number, number, number, number, number];
  const [dStates, dCells] = [begin(inputs['dState']!), begin(inputs['dCell']!)];
  const clear = (from: number, count: number) => floats.fill(0, from, from + count);
  for (const from of [none, stateGradient, cellGradient]) clear(from, size);
  products.transpose(begin(matrix), turned, unitsIn + units, width);
  for (let step = steps - 1; step >= 0; step--) {
    const place = step * size;
    addTo(floats, stateGradient, dStates + place, size);
    addTo(floats, cellGradient, dCells + place, size);
    const of = gates + place * 4;
    const before = step === 0 ? none : cells + place - size;
    const saved = [input, forget, output, candidate, bounded].map((values) => BYTES * (values + place));
    lstmBackward(BYTES * of, BYTES * before, ...saved, BYTES * stateGradient, BYTES * cellGradient, rows, units);
    if (step === 0) break;
    clear(stateGradient, size);
    products.add(
      { begin: of, row: width, column: 1 },
      { begin: turned + unitsIn, row: unitsIn + units },
      { begin: stateGradient, row: units },
      { rows, columns: units, inner: width },
    );
  }
  const [toX, toMatrix, toBias] = [dx, dMatrix, dBias].map(begin) as [number, number, number];
  clear(toX, steps * rows * unitsIn);
  clear(toMatrix, (unitsIn + units) * width);
  clear(toBias, width);
  const all = steps * rows;
  const ofGates = { begin: gates, row: width };
  products.add(
    { ...ofGates, column: 1 },
    { begin: turned, row: unitsIn + units },
    { begin: toX, row: unitsIn },
    { rows: all, columns: unitsIn, inner: width },
  );
  products.add(
    { begin: begin(x), row: 1, column: unitsIn },
    ofGates,
    { begin: toMatrix, row: width },
    { rows: unitsIn, columns: width, inner: all },
  );
  products.add(
    { begin: states, row: 1, column: units },
    { begin: gates + rows * width, row: width },
    { begin: toMatrix + unitsIn * width, row: width },
    { rows: units, columns: width, inner: all - rows },
  );
  floats[one] = 1;
  products.add(
    { begin: one, row: 0, column: 0 },
    ofGates,
    { begin: toBias, row: width },
    { rows: 1, columns: width, inner: all },
  );
  for (const { dataId } of scratch) backend.disposeData(dataId);
  return [dx, dMatrix, dBias];
}

function addTo(floats: Float32Array, to: number, from: number, count: number): void {
  for (let at = 0; at < count; at++) floats[to + at] = floats[to + at]! + floats[from + at]!;
}
