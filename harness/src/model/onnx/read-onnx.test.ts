import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '@paretoboard/sdk/random.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../model-error.js';
import type { ModelSummary } from '../open-model.js';
import { encodeOnnx, type OnnxModel } from './onnx-schema.js';
import { readOnnx } from './read-onnx.js';
import { writeOnnx } from './write-onnx.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-onnx-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(bytes: Uint8Array): ModelSummary {
  const path = join(folder, 'model.onnx');
  writeFileSync(path, bytes);
  return readOnnx(path, 'model.onnx');
}

const x = { name: 'x', dtype: 'float32', shape: [null, 3] };
const y = { name: 'y', dtype: 'float32', shape: [null, 2] };
const gemm = { op: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['y'] };
const weights = [
  { name: 'w', shape: [3, 2], data: new Float32Array(6) },
  { name: 'b', shape: [2], data: new Float32Array(2) },
];

/** A model with one node that has these attributes. */
function withAttribute(attribute: object): OnnxModel {
  return {
    opsetImport: [{ domain: '', version: 17 }],
    graph: { node: [{ opType: 'Constant', output: ['c'], attribute: [attribute] }] },
  };
}
const raw = (count: number) => ({ dims: [count], dataType: 1, rawData: new Uint8Array(4 * count) });

describe('readOnnx', () => {
  it('tells inputs, outputs, operators and weights', () => {
    expect(read(writeOnnx({ inputs: [x], outputs: [y], nodes: [gemm], weights, opset: 13 }))).toEqual({
      inputs: [x],
      outputs: [y],
      parameters: 8,
      weightBytes: 32,
      operators: { Gemm: 1 },
      opset: 13,
    });
  });

  it('does not ask for an input that has a value in the file', () => {
    const inputs = [x, { name: 'w', dtype: 'float32', shape: [3, 2] }];
    expect(read(writeOnnx({ inputs, outputs: [y], nodes: [gemm], weights })).inputs).toEqual([x]);
  });

  it('counts no shapes, but whole numbers that could be weights', () => {
    const shape = { name: 's', shape: [2], data: new BigInt64Array(2) };
    const disguised = { name: 'd', shape: [65], data: new BigInt64Array(65) };
    const counted = (list: Parameters<typeof writeOnnx>[0]['weights']) =>
      read(writeOnnx({ inputs: [x], outputs: [y], nodes: [gemm], weights: list! })).parameters;
    expect(counted([...weights, shape])).toBe(8);
    expect(counted([...weights, disguised])).toBe(73);
  });

  it.each<[string, object, number]>([
    ['a constant', { t: raw(5) }, 5],
    ['a list of tensors', { tensors: [raw(2), raw(3)] }, 5],
    ['a list of numbers', { floats: [1, 2, 3] }, 3],
    ['a sparse constant', { sparseTensor: { values: raw(4), indices: { dims: [4], dataType: 7 } } }, 4],
    ['a graph within a node', { g: { initializer: [raw(6)], node: [{ opType: 'Identity' }] } }, 6],
  ])('finds weights in %s', (_name, attribute, expected) => {
    expect(read(encodeOnnx(withAttribute(attribute))).parameters).toBe(expected);
  });

  it('finds a custom operator within a graph of a node', () => {
    const inner = { g: { node: [{ opType: 'Magic', domain: 'my.ops' }] } };
    expect(() => read(encodeOnnx(withAttribute(inner)))).toThrow(/custom operator my\.ops\.Magic/);
  });

  it('takes a function of the file itself for no custom operator, and looks into it', () => {
    const calling: OnnxModel = {
      opsetImport: [{ domain: '', version: 18 }],
      graph: { node: [{ opType: 'twice', domain: 'local', input: ['x'], output: ['y'] }] },
      functions: [{ name: 'twice', domain: 'local', node: [{ opType: 'Add', input: ['x', 'x'], output: ['y'] }] }],
    };
    expect(read(encodeOnnx(calling)).operators).toEqual({ 'local.twice': 1, Add: 1 });
    const hiding = {
      ...calling,
      functions: [{ ...calling.functions![0]!, node: [{ opType: 'Magic', domain: 'my.ops' }] }],
    };
    expect(() => read(encodeOnnx(hiding))).toThrow(/custom operator my\.ops\.Magic/);
  });

  it('refuses graphs within graphs without end', () => {
    let graph: object = { node: [{ opType: 'Identity' }] };
    for (let depth = 0; depth < 20; depth++) graph = { node: [{ opType: 'If', attribute: [{ g: graph }] }] };
    const model = { opsetImport: [{ domain: '', version: 17 }], graph } as OnnxModel;
    expect(() => read(encodeOnnx(model))).toThrow(/model\.onnx: (graphs within graphs|is no ONNX model)/);
  });

  it('says what is wrong with any spoilt file, and throws nothing else', () => {
    const sound = writeOnnx({ inputs: [x], outputs: [y], nodes: [gemm], weights });
    const random = new Random(1);
    let refused = 0;
    for (let attempt = 0; attempt < 300; attempt++) {
      const spoilt = sound.slice(0, random.integer(4) === 0 ? random.integer(sound.length) : sound.length);
      for (let change = 0; change < 3; change++) spoilt[random.integer(sound.length)] = random.integer(256);
      try {
        read(spoilt);
      } catch (error) {
        expect(error).toBeInstanceOf(ModelError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  it('refuses a second opset that is out of range', () => {
    const model: OnnxModel = {
      opsetImport: [
        { domain: '', version: 17 },
        { domain: 'ai.onnx', version: 3 },
      ],
      graph: { node: [{ opType: 'Identity' }] },
    };
    expect(() => read(encodeOnnx(model))).toThrow(/opset 3: expected 11 to 26/);
  });
});
