/** Zigzag position → row-major position in a block of 8 × 8 (ITU-T T.81, figure 5). */
const zigzag = zigzagOrder();

/** Tables K.1 and K.2 of ITU-T T.81, row-major. */
const luminanceSteps = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const chrominanceSteps = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99,
];

interface HuffmanTable {
  /** Number of codes of each length 1 … 16, then the symbols in order of their codes: as the file has it. */
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
  readonly code: Uint16Array;
  readonly length: Uint8Array;
}

/** Lengths of the differences of means (table K.3), and a table of runs and sizes that is complete for baseline files. */
const meanTable = huffmanTable(
  [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
);
const runTable = huffmanTable(
  [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  [
    ...hex(
      '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738',
    ),
    ...hex(
      '393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5',
    ),
    ...hex('a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa'),
  ],
);
const endOfBlock = 0;
const sixteenZeros = 0xf0;

function hex(digits: string): number[] {
  return Array.from({ length: digits.length / 2 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}

function zigzagOrder(): Uint8Array {
  const order = Array.from({ length: 64 }, (_, at) => at);
  const key = (at: number): number => {
    const [row, column] = [at >> 3, at & 7];
    const diagonal = row + column;
    return diagonal * 8 + (diagonal % 2 === 0 ? column : row);
  };
  return Uint8Array.from(order.sort((a, b) => key(a) - key(b)));
}

/** Canonical codes (ITU-T T.81, annex C). */
function huffmanTable(counts: readonly number[], symbols: readonly number[]): HuffmanTable {
  const code = new Uint16Array(256);
  const length = new Uint8Array(256);
  let [next, at] = [0, 0];
  for (const [index, count] of counts.entries()) {
    for (let i = 0; i < count; i++) {
      const symbol = symbols[at++]!;
      code[symbol] = next++;
      length[symbol] = index + 1;
    }
    next <<= 1;
  }
  return { counts, symbols, code, length };
}

/** Steps of quantisation at a quality of 1 … 100, by the rule of the Independent JPEG Group. */
function stepsAt(base: readonly number[], quality: number): Uint8Array {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return Uint8Array.from(base, (step) => Math.max(1, Math.min(255, Math.floor((step * scale + 50) / 100))));
}

/** Cosines of the one-dimensional transform, orthonormal: [frequency · 8 + position]. */
const cosines = Float64Array.from({ length: 64 }, (_, at) => {
  const [frequency, position] = [at >> 3, at & 7];
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * position + 1) * frequency * Math.PI) / 16);
});

/** One-dimensional transform of eight values. Cosines of even frequencies are symmetric, of odd ones antisymmetric: half the products. */
function transformLine(from: Float64Array, start: number, stride: number, to: Float64Array): void {
  const last = start + 7 * stride;
  for (let parity = 0; parity < 2; parity++) {
    const sign = 1 - 2 * parity;
    const a = from[start]! + sign * from[last]!;
    const b = from[start + stride]! + sign * from[last - stride]!;
    const c = from[start + 2 * stride]! + sign * from[last - 2 * stride]!;
    const d = from[start + 3 * stride]! + sign * from[last - 3 * stride]!;
    for (let u = parity; u < 8; u += 2) {
      const row = u * 8;
      to[start + u * stride] =
        a * cosines[row]! + b * cosines[row + 1]! + c * cosines[row + 2]! + d * cosines[row + 3]!;
    }
  }
}

class BitWriter {
  private bytes = new Uint8Array(1 << 14);
  private used = 0;
  private pending = 0;
  private pendingBits = 0;

  byte(value: number): void {
    if (this.used === this.bytes.length) {
      const grown = new Uint8Array(2 * this.used);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[this.used++] = value;
  }

  segment(marker: number, payload: ArrayLike<number>): void {
    const size = payload.length + 2;
    for (const value of [0xff, marker, size >> 8, size & 0xff]) this.byte(value);
    for (let at = 0; at < payload.length; at++) this.byte(payload[at]!);
  }

  bits(value: number, count: number): void {
    this.pending = (this.pending << count) | (value & ((1 << count) - 1));
    this.pendingBits += count;
    while (this.pendingBits >= 8) {
      this.pendingBits -= 8;
      const byte = (this.pending >> this.pendingBits) & 0xff;
      this.byte(byte);
      // A marker must not appear by chance.
      if (byte === 0xff) this.byte(0);
    }
    this.pending &= (1 << this.pendingBits) - 1;
  }

  /** Fills the last byte with ones. */
  align(): void {
    if (this.pendingBits > 0) this.bits(0x7f, 8 - this.pendingBits);
  }

  result(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }
}

/** One plane of samples about 0, with the state that its blocks share. */
class Component {
  private previousMean = 0;
  private readonly block = new Float64Array(64);
  private readonly rows = new Float64Array(64);
  private readonly levels = new Int32Array(64);

  constructor(
    private readonly plane: Float32Array,
    private readonly width: number,
    private readonly height: number,
    private readonly steps: Uint8Array,
  ) {}

  writeBlock(out: BitWriter, left: number, top: number): void {
    this.takeBlock(left, top);
    this.transform();
    this.writeLevels(out);
  }

  /** Beyond the edge the last sample is repeated. */
  private takeBlock(left: number, top: number): void {
    const { plane, width, height, block } = this;
    for (let y = 0; y < 8; y++) {
      const row = Math.min(top + y, height - 1) * width;
      for (let x = 0; x < 8; x++) block[y * 8 + x] = plane[row + Math.min(left + x, width - 1)]!;
    }
  }

  private transform(): void {
    const { block, rows, levels, steps } = this;
    for (let y = 0; y < 8; y++) transformLine(block, y * 8, 1, rows);
    for (let x = 0; x < 8; x++) transformLine(rows, x, 8, block);
    for (let at = 0; at < 64; at++) levels[at] = Math.round(block[at]! / steps[at]!);
  }

  private writeLevels(out: BitWriter): void {
    const mean = this.levels[0]!;
    writeValue(out, meanTable, 0, mean - this.previousMean);
    this.previousMean = mean;
    let run = 0;
    for (let at = 1; at < 64; at++) {
      const level = this.levels[zigzag[at]!]!;
      if (level === 0) {
        run++;
        continue;
      }
      for (; run > 15; run -= 16) writeSymbol(out, runTable, sixteenZeros);
      writeValue(out, runTable, run, level);
      run = 0;
    }
    if (run > 0) writeSymbol(out, runTable, endOfBlock);
  }
}

function writeSymbol(out: BitWriter, table: HuffmanTable, symbol: number): void {
  out.bits(table.code[symbol]!, table.length[symbol]!);
}

/** A run of zeros and the size of a value as one symbol, then the value's bits; negative values count from below. */
function writeValue(out: BitWriter, table: HuffmanTable, run: number, value: number): void {
  const size = 32 - Math.clz32(Math.abs(value));
  writeSymbol(out, table, run * 16 + size);
  if (size > 0) out.bits(value > 0 ? value : value - 1, size);
}

function planesOf(pixels: Uint8Array): [Float32Array, Float32Array, Float32Array] {
  const size = pixels.length / 3;
  const [luma, blue, red] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  for (let at = 0; at < size; at++) {
    const [r, g, b] = [pixels[3 * at]!, pixels[3 * at + 1]!, pixels[3 * at + 2]!];
    luma[at] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
    blue[at] = -0.168736 * r - 0.331264 * g + 0.5 * b;
    red[at] = 0.5 * r - 0.418688 * g - 0.081312 * b;
  }
  return [luma, blue, red];
}

function writeHeader(out: BitWriter, width: number, height: number, tables: readonly Uint8Array[]): void {
  out.byte(0xff);
  out.byte(0xd8);
  out.segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  for (const [id, steps] of tables.entries()) out.segment(0xdb, [id, ...Array.from(zigzag, (at) => steps[at]!)]);
  const components = [1, 2, 3].flatMap((id) => [id, 0x11, id === 1 ? 0 : 1]);
  out.segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3, ...components]);
  out.segment(0xc4, [0x00, ...meanTable.counts, ...meanTable.symbols]);
  out.segment(0xc4, [0x10, ...runTable.counts, ...runTable.symbols]);
  out.segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
}

/**
 * A baseline JPEG file (ITU-T T.81, JFIF) without subsampling of colour, in plain arithmetic: the same bytes on every machine.
 * @param pixels RGB, row-major
 * @param quality 1 … 100, on the scale of the Independent JPEG Group
 * @throws RangeError on sides or a quality out of range, or another number of values
 */
export function encodeJpeg(pixels: Uint8Array, width: number, height: number, quality: number): Uint8Array {
  if (!(width >= 1 && height >= 1 && width < 65_536 && height < 65_536 && pixels.length === width * height * 3))
    throw new RangeError(`${pixels.length} values: expected RGB of ${width} × ${height}, sides 1 to 65,535`);
  if (!(quality >= 1 && quality <= 100)) throw new RangeError(`quality ${quality}: expected 1 to 100`);
  const tables = [stepsAt(luminanceSteps, quality), stepsAt(chrominanceSteps, quality)];
  const out = new BitWriter();
  writeHeader(out, width, height, tables);
  const components = planesOf(pixels).map(
    (plane, index) => new Component(plane, width, height, tables[Math.min(index, 1)]!),
  );
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8)
      for (const component of components) component.writeBlock(out, left, top);
  out.align();
  out.byte(0xff);
  out.byte(0xd9);
  return out.result();
}
