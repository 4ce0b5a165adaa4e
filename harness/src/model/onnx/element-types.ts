import type { TensorData } from '@paretoboard/contract/tensor.js';

const scratch = new Float32Array(1);
const bits = new Uint32Array(scratch.buffer);

/** The float16 nearest to a number, halves to even (IEEE 754). */
export function toFloat16Bits(value: number): number {
  scratch[0] = value;
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const rest = word & 0x7fffffff;
  if (rest >= 0x47800000) return rest > 0x7f800000 ? sign | 0x7e00 : sign | 0x7c00;
  if (rest < 0x38800000) {
    // Below the smallest normal number: a multiple of 2^-24.
    const steps = Math.abs(scratch[0]!) * 2 ** 24;
    const floor = Math.floor(steps);
    const up = steps - floor > 0.5 || (steps - floor === 0.5 && floor % 2 === 1);
    return sign | (floor + (up ? 1 : 0));
  }
  const half = (rest - 0x38000000) >>> 13;
  const lost = rest & 0x1fff;
  return sign | (half + (lost > 0x1000 || (lost === 0x1000 && half % 2 === 1) ? 1 : 0));
}

export function fromFloat16Bits(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

type ModelData = TensorData | Uint16Array | Int16Array | Int8Array | BigInt64Array;

/** Values of a carrier in the memory of a model's element type. */
export function toModelType(data: TensorData, type: string): ModelData {
  switch (type) {
    case 'float16':
      return Uint16Array.from(data, toFloat16Bits);
    case 'int64':
      return BigInt64Array.from(data as Int32Array as unknown as ArrayLike<number> & Iterable<number>, BigInt as never);
    case 'int16':
      return Int16Array.from(data);
    case 'uint16':
      return Uint16Array.from(data);
    case 'int8':
      return Int8Array.from(data);
    default:
      return data;
  }
}

const int32 = { low: -(2n ** 31n), high: 2n ** 31n - 1n };

function held(value: bigint): number {
  return Number(value < int32.low ? int32.low : value > int32.high ? int32.high : value);
}

/** Values of a model's element type in the memory of its carrier; int64 is held within int32. */
export function fromModelType(data: unknown, type: string): TensorData {
  switch (type) {
    case 'float16':
      // From Node 24 on ONNX Runtime gives a Float16Array, before that the bits.
      if (data instanceof Uint16Array) return Float32Array.from(data, fromFloat16Bits);
      return Float32Array.from(data as ArrayLike<number>);
    case 'int64':
      return Int32Array.from(data as never as bigint[], held);
    case 'int16':
    case 'uint16':
    case 'int8':
      return Int32Array.from(data as ArrayLike<number>);
    default:
      return data as TensorData;
  }
}
