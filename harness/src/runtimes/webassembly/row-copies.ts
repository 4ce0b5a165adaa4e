import {
  advance,
  atLeast,
  constant,
  type FunctionSource,
  fourLanes,
  get,
  i32,
  type Lanes,
  LocalNames,
  oneLane,
  sequence,
  set,
  whileLoop,
} from './assembler.js';

/** `copyRows(from, to, count, length, fromRow, toRow)`: copies rows of 4-byte elements. Addresses and distances in bytes; what is written is not read. */
export function rowCopies(): FunctionSource {
  const [from, to, count, length, fromRow, toRow] = [0, 1, 2, 3, 4, 5] as const;
  const locals = new LocalNames(6);
  const [source, target, left] = [locals.next(i32), locals.next(i32), locals.next(i32)];
  const along = (lanes: Lanes) =>
    whileLoop(
      atLeast(get(left), constant(lanes.count)),
      sequence(
        lanes.store(get(target), lanes.load(get(source))),
        ...[source, target].map((pointer) => advance(pointer, constant(4 * lanes.count))),
        advance(left, constant(-lanes.count)),
      ),
    );
  const body = whileLoop(
    get(count),
    sequence(
      set(source, get(from)),
      set(target, get(to)),
      set(left, get(length)),
      along(fourLanes),
      along(oneLane),
      advance(from, get(fromRow)),
      advance(to, get(toRow)),
      advance(count, constant(-1)),
    ),
  );
  return { exportName: 'copyRows', parameters: 6, locals: locals.types, body };
}
