import {
  add,
  advance,
  atLeast,
  type Code,
  constant,
  type FunctionSource,
  fourLanes,
  get,
  i32,
  interleave,
  type Local,
  LocalNames,
  multiply,
  oneLane,
  sequence,
  set,
  v128,
  whileLoop,
} from './assembler.js';

const BLOCK = 4;

/**
 * `transpose(from, to, rows, columns, fromRow, toRow)`: a matrix into its transposed one, in blocks of four by four. Addresses and distances of rows in bytes; both stand elsewhere.
 */
export function transposition(): FunctionSource {
  const [from, to, rows, columns, fromRow, toRow] = [0, 1, 2, 3, 4, 5] as const;
  const locals = new LocalNames(6);
  const [left, source, target] = [locals.next(i32), locals.next(i32), locals.next(i32)];
  const lines = Array.from({ length: BLOCK }, () => locals.next(v128)) as [Local, Local, Local, Local];
  const pairs = Array.from({ length: BLOCK }, () => locals.next(v128)) as [Local, Local, Local, Local];
  const rowOf = (pointer: Local, distance: Local, row: number): Code =>
    add(get(pointer), multiply(get(distance), constant(row)));
  const halves = ([a, b, c, d]: [Local, Local, Local, Local]): Code =>
    sequence(
      set(pairs[0], interleave('low', get(a), get(b))),
      set(pairs[1], interleave('high', get(a), get(b))),
      set(pairs[2], interleave('low', get(c), get(d))),
      set(pairs[3], interleave('high', get(c), get(d))),
    );
  const joined = [
    interleave('first halves', get(pairs[0]), get(pairs[2])),
    interleave('last halves', get(pairs[0]), get(pairs[2])),
    interleave('first halves', get(pairs[1]), get(pairs[3])),
    interleave('last halves', get(pairs[1]), get(pairs[3])),
  ];
  const block = sequence(
    ...lines.map((line, row) => set(line, fourLanes.load(rowOf(source, fromRow, row)))),
    halves(lines),
    ...joined.map((value, row) => fourLanes.store(rowOf(target, toRow, row), value)),
  );
  const single = oneLane.store(get(target), oneLane.load(get(source)));
  const fourRows = Array.from({ length: BLOCK }, (_, at) =>
    oneLane.store(get(target), oneLane.load(rowOf(source, fromRow, at)), 4 * at),
  );
  const fourColumns = Array.from({ length: BLOCK }, (_, at) =>
    oneLane.store(rowOf(target, toRow, at), oneLane.load(get(source), 4 * at)),
  );
  const along = (height: number, wide: Code, narrow: Code): Code =>
    sequence(
      set(source, get(from)),
      set(target, get(to)),
      set(left, get(columns)),
      whileLoop(
        atLeast(get(left), constant(BLOCK)),
        sequence(
          wide,
          advance(source, constant(4 * BLOCK)),
          advance(target, multiply(get(toRow), constant(BLOCK))),
          advance(left, constant(-BLOCK)),
        ),
      ),
      whileLoop(
        get(left),
        sequence(narrow, advance(source, constant(4)), advance(target, get(toRow)), advance(left, constant(-1))),
      ),
      advance(from, multiply(get(fromRow), constant(height))),
      advance(to, constant(4 * height)),
      advance(rows, constant(-height)),
    );
  const body = sequence(
    whileLoop(atLeast(get(rows), constant(BLOCK)), along(BLOCK, block, sequence(...fourRows))),
    whileLoop(get(rows), along(1, sequence(...fourColumns), single)),
  );
  return { exportName: 'transpose', parameters: 6, locals: locals.types, body };
}
