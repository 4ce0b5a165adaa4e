/** Bytes of instructions: an expression leaves one value, a statement none. */
export type Code = readonly number[];

/** Types of values as a module's bytes name them. */
export const i32 = 0x7f;
export const f32 = 0x7d;
export const v128 = 0x7b;
export type ValueType = typeof i32 | typeof f32 | typeof v128;

/** The number of a parameter or a local of its function. */
export type Local = number;

const noResult = 0x40;
const functionType = 0x60;
const end = 0x0b;

function unsigned(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}

function floatBytes(value: number): number[] {
  return [...new Uint8Array(Float32Array.of(value).buffer)];
}

export const sequence = (...parts: readonly Code[]): Code => parts.flat();
export const get = (local: Local): Code => [0x20, ...unsigned(local)];
export const set = (local: Local, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
const binary =
  (...opcode: number[]) =>
  (left: Code, right: Code): Code => [...left, ...right, ...opcode];

export const add = binary(0x6a);
export const subtract = binary(0x6b);
export const multiply = binary(0x6c);
export const atLeast = binary(0x4e);
export const equal = binary(0x46);
/** local += value. */
export const advance = (local: Local, value: Code): Code => set(local, add(get(local), value));

/** Of memory: 4-byte alignment and an offset, bytes. */
const at = (offset: number): number[] => [2, ...unsigned(offset)];
const vector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];

/** A statement that does the body again and again while the condition holds, which is looked at first. */
export const whileLoop = (condition: Code, body: Code): Code => [
  ...[0x02, noResult, 0x03, noResult],
  ...condition,
  ...[0x45, 0x0d, 1],
  ...body,
  ...[0x0c, 0, end, end],
];
/** A statement that does the body at least once, and again while the condition holds. */
export const repeatWhile = (body: Code, condition: Code): Code => [
  ...[0x03, noResult],
  ...body,
  ...condition,
  ...[0x0d, 0, end],
];
export const ifThen = (condition: Code, body: Code): Code => [...condition, 0x04, noResult, ...body, end];
export const call = (index: number, ...parameters: readonly Code[]): Code => [
  ...parameters.flat(),
  0x10,
  ...unsigned(index),
];

/** What computes with one number or with four at once; addresses are in bytes. */
export interface Lanes {
  readonly type: typeof f32 | typeof v128;
  readonly count: 1 | 4;
  load(address: Code, offset?: number): Code;
  store(address: Code, value: Code, offset?: number): Code;
  /** One number of memory in each lane. */
  loadSplat(address: Code, offset?: number): Code;
  splat(value: number): Code;
  add(left: Code, right: Code): Code;
  subtract(left: Code, right: Code): Code;
  multiply(left: Code, right: Code): Code;
  divide(left: Code, right: Code): Code;
  minimum(left: Code, right: Code): Code;
  maximum(left: Code, right: Code): Code;
  magnitude(value: Code): Code;
  nearest(value: Code): Code;
  /** 2 to the power of whole numbers between −126 and 127, which are given as floats. */
  powerOfTwo(exponent: Code): Code;
  /** The first of two values where one number is less than another, else the second. */
  whereLess(left: Code, right: Code, first: Code, second: Code): Code;
}

const one = (address: Code, offset = 0): Code => [...address, 0x2a, ...at(offset)];

export const oneLane: Lanes = {
  type: f32,
  count: 1,
  load: one,
  loadSplat: one,
  store: (address, value, offset = 0) => [...address, ...value, 0x38, ...at(offset)],
  splat: (value) => [0x43, ...floatBytes(value)],
  add: binary(0x92),
  subtract: binary(0x93),
  multiply: binary(0x94),
  divide: binary(0x95),
  minimum: binary(0x96),
  maximum: binary(0x97),
  magnitude: (value) => [...value, 0x8b],
  nearest: (value) => [...value, 0x90],
  powerOfTwo: (exponent) => [...exponent, 0xfc, 0, ...constant(127), 0x6a, ...constant(23), 0x74, 0xbe],
  whereLess: (left, right, first, second) => [...first, ...second, ...left, ...right, 0x5d, 0x1b],
};

export const fourLanes: Lanes = {
  type: v128,
  count: 4,
  load: (address, offset = 0) => [...address, ...vector(0x00), ...at(offset)],
  loadSplat: (address, offset = 0) => [...address, ...vector(0x09), ...at(offset)],
  store: (address, value, offset = 0) => [...address, ...value, ...vector(0x0b), ...at(offset)],
  splat: (value) => [...oneLane.splat(value), ...vector(0x13)],
  add: binary(...vector(0xe4)),
  subtract: binary(...vector(0xe5)),
  multiply: binary(...vector(0xe6)),
  divide: binary(...vector(0xe7)),
  minimum: binary(...vector(0xe8)),
  maximum: binary(...vector(0xe9)),
  magnitude: (value) => [...value, ...vector(0xe0)],
  nearest: (value) => [...value, ...vector(0x6a)],
  powerOfTwo: (exponent) => {
    const biased: Code = [...exponent, ...vector(0xf8), ...constant(127), ...vector(0x11), ...vector(0xae)];
    return [...biased, ...constant(23), ...vector(0xab)];
  },
  whereLess: (left, right, first, second) => [
    ...[...first, ...second],
    ...[...left, ...right, ...vector(0x43)],
    ...vector(0x52),
  ],
};

export const equalFloats = binary(0x5b);
export const both = binary(0x71);
/** All bits of a lane where the numbers are equal, none elsewhere: none for what is no number. */
export const equalLanes = binary(...vector(0x41));
export const vectorAnd = binary(...vector(0x4e));
/** Bits of the left that the right has not. */
export const vectorAndNot = binary(...vector(0x4f));

const pairings = {
  low: [0, 4, 1, 5],
  high: [2, 6, 3, 7],
  'first halves': [0, 1, 4, 5],
  'last halves': [2, 3, 6, 7],
} as const;

/** Four of the eight numbers of two vectors: by turns from their low or high halves, or one half beside the other. */
export const interleave = (which: keyof typeof pairings, left: Code, right: Code): Code => [
  ...left,
  ...right,
  ...vector(0x0d),
  ...pairings[which].flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
];

/** A function without result. */
export interface FunctionSource {
  /** Under which it can be called from outside; absent where only other functions call it. */
  readonly exportName?: string;
  readonly parameters: number;
  /** Types of what comes after the parameters, which are i32. */
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Hands out the numbers of a function's locals. */
export class LocalNames {
  readonly types: ValueType[] = [];

  constructor(private readonly parameters: number) {}

  next(type: ValueType): Local {
    this.types.push(type);
    return this.parameters + this.types.length - 1;
  }
}

const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const name = (text: string): Code => [...unsigned(text.length), ...Buffer.from(text, 'ascii')];

/** Limits of an imported memory: any, or one that threads share and that may grow to 4 GiB. */
const anyMemory: Code = [0, 0];
const sharedMemory: Code = [3, 0, ...unsigned(65_536)];

/** A module of functions that work on an imported memory, `host.memory`. @param isShared among threads: the engine wants to know */
export function assemble(functions: readonly FunctionSource[], isShared = false): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [functionType, ...list(new Array(parameters).fill([i32])), 0]);
  const bodies = functions.map(({ locals, body }) => {
    const content = [...list(locals.map((type) => [1, type])), ...body, end];
    return [...unsigned(content.length), ...content];
  });
  const exported = functions.flatMap(({ exportName }, index) =>
    exportName === undefined ? [] : [[...name(exportName), 0, ...unsigned(index)]],
  );
  const memory = [...name('host'), ...name('memory'), 2, ...(isShared ? sharedMemory : anyMemory)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([memory])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(7, list(exported)),
    ...section(10, list(bodies)),
  ]);
}
