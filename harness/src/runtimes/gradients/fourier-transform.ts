/** Complex numbers one after another, real and imaginary part in turn. */
type Complex = Float64Array;

/**
 * Discrete Fourier transform of one row of complex numbers, computed in double precision.
 * Powers of two by the Cooley–Tukey algorithm, other lengths by Bluestein's.
 * @param row interleaved [re, im, re, im, …], any length n ≥ 1
 * @param inverse the inverse transform, divided by n
 */
export function fourierTransform(row: Complex, inverse: boolean): Complex {
  const length = row.length / 2;
  const input = inverse ? conjugate(row) : row;
  const forward = isPowerOfTwo(length) ? radixTwo(input) : bluestein(input);
  if (!inverse) return forward;
  const result = conjugate(forward);
  for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) / length;
  return result;
}

function isPowerOfTwo(length: number): boolean {
  return (length & (length - 1)) === 0;
}

function conjugate(row: Complex): Complex {
  const result = row.slice();
  for (let i = 1; i < result.length; i += 2) result[i] = -(result[i] as number);
  return result;
}

function radixTwo(row: Complex): Complex {
  const length = row.length / 2;
  const result = bitReversed(row);
  for (let half = 1; half < length; half *= 2) {
    const angle = -Math.PI / half;
    for (let offset = 0; offset < half; offset++) {
      const cos = Math.cos(angle * offset);
      const sin = Math.sin(angle * offset);
      for (let start = offset; start < length; start += 2 * half) butterfly(result, start, start + half, cos, sin);
    }
  }
  return result;
}

function butterfly(values: Complex, first: number, second: number, cos: number, sin: number): void {
  const [ar, ai] = [values[2 * first] as number, values[2 * first + 1] as number];
  const [br, bi] = [values[2 * second] as number, values[2 * second + 1] as number];
  const re = br * cos - bi * sin;
  const im = br * sin + bi * cos;
  values[2 * first] = ar + re;
  values[2 * first + 1] = ai + im;
  values[2 * second] = ar - re;
  values[2 * second + 1] = ai - im;
}

function bitReversed(row: Complex): Complex {
  const length = row.length / 2;
  const result = new Float64Array(row.length);
  for (let index = 0, reversed = 0; index < length; index++) {
    result[2 * reversed] = row[2 * index] as number;
    result[2 * reversed + 1] = row[2 * index + 1] as number;
    let bit = length >> 1;
    while (reversed & bit) {
      reversed ^= bit;
      bit >>= 1;
    }
    reversed |= bit;
  }
  return result;
}

/** Writes the transform as a convolution with a chirp, which powers of two can compute. */
function bluestein(row: Complex): Complex {
  const length = row.length / 2;
  const padded = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const chirp = new Float64Array(2 * length);
  for (let i = 0; i < length; i++) {
    // i² modulo 2n keeps the angle exact for long rows.
    const angle = (Math.PI * ((i * i) % (2 * length))) / length;
    chirp[2 * i] = Math.cos(angle);
    chirp[2 * i + 1] = Math.sin(angle);
  }
  const signal = new Float64Array(2 * padded);
  const kernel = new Float64Array(2 * padded);
  signal.set(multiply(row, conjugate(chirp)));
  kernel.set(chirp);
  for (let i = 1; i < length; i++) kernel.set(chirp.subarray(2 * i, 2 * i + 2), 2 * (padded - i));
  const product = multiply(radixTwo(signal), radixTwo(kernel));
  const convolved = fourierTransform(product, true).subarray(0, 2 * length);
  return multiply(convolved, conjugate(chirp));
}

function multiply(a: Complex, b: Complex): Complex {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 2) {
    const [ar, ai] = [a[i] as number, a[i + 1] as number];
    const [br, bi] = [b[i] as number, b[i + 1] as number];
    result[i] = ar * br - ai * bi;
    result[i + 1] = ar * bi + ai * br;
  }
  return result;
}
