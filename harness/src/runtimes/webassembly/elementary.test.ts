import { describe, expect, it } from 'vitest';
import {
  advance,
  assemble,
  atLeast,
  constant,
  type FunctionSource,
  fourLanes,
  get,
  type Lanes,
  LocalNames,
  oneLane,
  sequence,
  whileLoop,
} from './assembler.js';
import { Elementary } from './elementary.js';

const { WebAssembly: engine } = globalThis as unknown as {
  WebAssembly: {
    Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => { exports: Record<string, (count: number) => void> };
  };
};

/** Replaces the first numbers of the memory by a function of theirs. */
function each(lanes: Lanes, name: 'sigmoid' | 'tanh'): FunctionSource {
  const locals = new LocalNames(1);
  const place = locals.next(0x7f);
  const value = locals.next(lanes.type);
  const elementary = new Elementary(lanes, locals);
  const body = whileLoop(
    atLeast(get(0), constant(lanes.count)),
    sequence(
      elementary[name](value, lanes.load(get(place))),
      lanes.store(get(place), get(value)),
      advance(place, constant(4 * lanes.count)),
      advance(0, constant(-lanes.count)),
    ),
  );
  return { exportName: name, parameters: 1, locals: locals.types, body };
}

const numbers = Float32Array.from([
  ...Array.from({ length: 4000 }, (_, at) => (at - 2000) / 20),
  ...Array.from({ length: 4000 }, (_, at) => (at - 2000) / 1500),
  ...[0, -0, 1e-30, -1e-8, 0.625, -0.625, 1e30, -1e30],
]);
const formulas = { sigmoid: (x: number) => 1 / (1 + Math.exp(-x)), tanh: Math.tanh };

describe.each([
  { lanes: fourLanes, width: 'four at a time' },
  { lanes: oneLane, width: 'one at a time' },
])('$width', ({ lanes }) => {
  it.each(['sigmoid', 'tanh'] as const)('%s is right to a few units in the last place', (name) => {
    const memory = new engine.Memory({ initial: 1 });
    const values = new Float32Array(memory.buffer, 0, numbers.length);
    values.set(numbers);
    const module = new engine.Module(assemble([each(lanes, name)]));
    new engine.Instance(module, { host: { memory } }).exports[name]!(numbers.length);
    for (const [at, x] of numbers.entries()) {
      const expected = formulas[name](x);
      // Below 1e-37 a sigmoid is as good as 0.
      expect(Math.abs(values[at]! - expected), `${name} ${x}`).toBeLessThanOrEqual(4e-7 * Math.abs(expected) + 1e-37);
    }
  });
});
