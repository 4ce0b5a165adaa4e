import protobuf from 'protobufjs';
import { expect, it } from 'vitest';
import { operationsOfRun } from './graph-operations.js';

type Write = (writer: protobuf.Writer) => void;

function message(field: number, write: Write): Write {
  return (writer) => {
    writer.uint32((field << 3) | 2).fork();
    write(writer);
    writer.ldelim();
  };
}
const text =
  (field: number, value: string): Write =>
  (writer) =>
    writer.uint32((field << 3) | 2).string(value);
const integer =
  (field: number, value: number): Write =>
  (writer) =>
    writer.uint32(field << 3).int64(value);
const all =
  (...writes: Write[]): Write =>
  (writer) => {
    for (const write of writes) write(writer);
  };

const output = (shape: number[]): Write =>
  message(7, message(3, all(integer(1, 1), message(2, all(...shape.map((size) => message(2, integer(1, size))))))));

/** `NodeExecStats` that began so many µs after some moment and took so long. */
const node = (label: string, beganUs: number, tookUs: number, shape: number[]): Write =>
  message(
    2,
    all(
      integer(2, 1_700_000_000_000_000 + beganUs),
      integer(14, 500),
      integer(15, 500 + 1e3 * tookUs),
      text(8, label),
      output(shape),
    ),
  );

function metadata(...devices: [name: string, ...nodes: Write[]][]): Uint8Array {
  const writer = protobuf.Writer.create();
  const each = devices.map(([name, ...nodes]) => message(1, all(text(1, name), ...nodes)));
  message(1, all(...each))(writer);
  return writer.finish();
}

it('tells the operations of a run by their begin, with the shapes of what goes in', () => {
  const bytes = metadata(
    [
      '/device:CPU:0',
      node('[mklcpu 3.5MB 3.5MB] op1 = MatMul(_arg_0, weights)', 30, 7, [2, 5]),
      node('_arg_0 = _Arg()', 10, 1, [2, 3]),
      node('weights = Const()', 20, 2, [3, 5]),
      node('[CPU] edge_7_op1 from /device:GPU:0 to /device:CPU:0', 40, 2, [2, 5]),
    ],
    ['/device:GPU:0/stream:all', node('op1:MatMul = MatMul()', 31, 5, [])],
  );
  expect(operationsOfRun(bytes, 100)).toEqual([
    { name: '_Arg', beginMs: 100, durationMs: 0.001, inputShapes: [], outputShapes: [[2, 3]], outputBytes: 24 },
    { name: 'Const', beginMs: 100.01, durationMs: 0.002, inputShapes: [], outputShapes: [[3, 5]], outputBytes: 60 },
    {
      name: 'MatMul',
      beginMs: 100.02,
      durationMs: 0.007,
      inputShapes: [
        [2, 3],
        [3, 5],
      ],
      outputShapes: [[2, 5]],
      outputBytes: 40,
    },
  ]);
});

it('has nothing to tell of a run that was not traced', () => {
  expect(operationsOfRun(new Uint8Array(), 0)).toEqual([]);
});
