import type { Tensor } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import { WrongAnswerError } from '../report-error.js';
import { inferRequest, inferredTensors } from './infer-message.js';

const floats = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer);

function answer(outputs: unknown, bytes: Buffer = Buffer.alloc(0), length?: string) {
  const header = Buffer.from(JSON.stringify({ outputs }));
  const headers = { 'inference-header-content-length': length ?? String(header.byteLength) };
  return { status: 200, headers, body: Buffer.concat([header, bytes]) };
}

const logits = { name: 'logits', datatype: 'FP32', shape: [1, 2] };

describe('inferRequest', () => {
  it('puts the bytes of each input after the JSON, in its order', () => {
    const x: Tensor = { dtype: 'float32', shape: [1, 2], data: Float32Array.of(1, 2) };
    const mask: Tensor = { dtype: 'bool', shape: [1], data: Uint8Array.of(1) };
    const { headers, body } = inferRequest({ x, mask }, [{ name: 'logits', dtype: 'float32', shape: [2] }]);
    const length = Number(headers['inference-header-content-length']);
    expect(JSON.parse(body.subarray(0, length).toString())).toEqual({
      inputs: [
        { name: 'x', shape: [1, 2], datatype: 'FP32', parameters: { binary_data_size: 8 } },
        { name: 'mask', shape: [1], datatype: 'BOOL', parameters: { binary_data_size: 1 } },
      ],
      outputs: [{ name: 'logits', parameters: { binary_data: true } }],
    });
    expect(body.subarray(length)).toEqual(Buffer.concat([floats(1, 2), Buffer.of(1)]));
  });
});

describe('inferredTensors', () => {
  it('takes outputs from the bytes, one after another, and from JSON', () => {
    const binary = (name: string) => ({ ...logits, name, parameters: { binary_data_size: 8 } });
    const nested = { name: 'c', datatype: 'INT32', shape: [1, 2], data: [[5, 6]] };
    const found = inferredTensors(
      answer([binary('a'), nested, binary('b')], Buffer.concat([floats(1, 2), floats(3, 4)])),
    );
    expect(Object.entries(found).map(([name, { data }]) => [name, ...data])).toEqual([
      ['a', 1, 2],
      ['c', 5, 6],
      ['b', 3, 4],
    ]);
    const whole = {
      status: 200,
      headers: {},
      body: Buffer.from(JSON.stringify({ outputs: [{ ...logits, data: [1, 2] }] })),
    };
    expect([...inferredTensors(whole)['logits']!.data]).toEqual([1, 2]);
  });

  it.each([
    [
      'more bytes than there are',
      answer([{ ...logits, parameters: { binary_data_size: 8 } }], floats(1)),
      '4 bytes are left',
    ],
    [
      'a size that is not the shape’s',
      answer([{ ...logits, parameters: { binary_data_size: 400 } }]),
      'binary_data_size 400',
    ],
    ['a JSON longer than the body', answer([], Buffer.alloc(0), '4000'), 'is 4000, the body has'],
    ['a JSON of no length', answer([], Buffer.alloc(0), '-1'), 'is -1'],
    ['too few values', answer([{ ...logits, data: [1] }]), '1 values'],
    ['no values at all', answer([logits]), '0 values'],
    ['texts', answer([{ ...logits, data: ['1', '2'] }]), 'something else than numbers'],
    ['lists without end', answer([{ ...logits, data: [[[[1, 2]]]] }]), 'nested deeper'],
    ['a datatype that does not travel', answer([{ ...logits, datatype: 'BYTES' }]), 'datatype BYTES'],
    ['another document', answer('none'), 'no inference response'],
  ])('refuses %s', (_, wrong, words) => {
    expect(() => inferredTensors(wrong)).toThrow(WrongAnswerError);
    expect(() => inferredTensors(wrong)).toThrow(words);
  });
});
