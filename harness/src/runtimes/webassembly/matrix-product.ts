import {
  add,
  advance,
  atLeast,
  type Code,
  call,
  constant,
  equal,
  type FunctionSource,
  fourLanes,
  get,
  i32,
  ifThen,
  type Lanes,
  type Local,
  LocalNames,
  multiply,
  oneLane,
  repeatWhile,
  sequence,
  set,
  subtract,
  whileLoop,
} from './assembler.js';

/** Rows of a tile: with two vectors each, what sixteen registers hold. */
const TILE_ROWS = 4;

/** A tile's width: vectors (or single numbers) side by side. */
interface TileWidth {
  readonly lanes: Lanes;
  readonly vectors: number;
}

const widths: readonly TileWidth[] = [
  { lanes: fourLanes, vectors: 2 },
  { lanes: fourLanes, vectors: 1 },
  { lanes: oneLane, vectors: 1 },
];
const columnsOf = ({ lanes, vectors }: TileWidth): number => lanes.count * vectors;

/** Parameters of a tile's function: addresses and distances in bytes. */
const tileParameters = {
  a: 0,
  b: 1,
  c: 2,
  inner: 3,
  blocks: 4,
  aRow: 5,
  aInner: 6,
  aBlock: 7,
  bInner: 8,
  bBlock: 9,
  cRow: 10,
};
const tileParameterCount = Object.keys(tileParameters).length;

/** C += A · B for a few rows and columns of C, which stay in registers meanwhile. */
function tile(rows: number, { lanes, vectors }: TileWidth): FunctionSource {
  const { a, b, c, inner, blocks, aRow, aInner, aBlock, bInner, bBlock, cRow } = tileParameters;
  const locals = new LocalNames(tileParameterCount);
  const pointers = Array.from({ length: rows }, () => locals.next(i32));
  const [count, bAt, cAt] = [locals.next(i32), locals.next(i32), locals.next(i32)];
  const sums = pointers.map(() => Array.from({ length: vectors }, () => locals.next(lanes.type)));
  const bValues = Array.from({ length: vectors }, () => locals.next(lanes.type));
  const aValue = locals.next(lanes.type);
  const bytes = 4 * lanes.count;
  const eachSum = (act: (sum: Local, offset: number) => Code): Code =>
    sequence(
      set(cAt, get(c)),
      ...sums.map((row) => sequence(...row.map((sum, at) => act(sum, at * bytes)), advance(cAt, get(cRow)))),
    );
  const step = sequence(
    ...bValues.map((value, at) => set(value, lanes.load(get(bAt), at * bytes))),
    ...pointers.map((pointer, row) =>
      sequence(
        set(aValue, lanes.loadSplat(get(pointer))),
        ...bValues.map((value, at) => {
          const sum = sums[row]![at]!;
          return set(sum, lanes.add(get(sum), lanes.multiply(get(aValue), get(value))));
        }),
        advance(pointer, get(aInner)),
      ),
    ),
    advance(bAt, get(bInner)),
    advance(count, constant(-1)),
  );
  const block = sequence(
    ...pointers.map((pointer, row) => set(pointer, add(get(a), multiply(get(aRow), constant(row))))),
    set(bAt, get(b)),
    set(count, get(inner)),
    repeatWhile(step, get(count)),
    advance(a, get(aBlock)),
    advance(b, get(bBlock)),
    advance(blocks, constant(-1)),
  );
  const body = sequence(
    eachSum((sum, offset) => set(sum, lanes.load(get(cAt), offset))),
    repeatWhile(block, get(blocks)),
    eachSum((sum, offset) => lanes.store(get(cAt), get(sum), offset)),
  );
  return { parameters: tileParameterCount, locals: locals.types, body };
}

/**
 * `product(a, b, c, rows, columns, inner, blocks, aRow, aInner, aBlock, bInner, bBlock, cRow)`: C += Σ over blocks of A · B. Addresses and distances are in bytes; columns of B and C
 * are neighbours, rows of A lie `aRow`, its columns `aInner` apart, so that it may be a transposed one. `inner` and `blocks` are at least 1.
 */
export function matrixProduct(): FunctionSource[] {
  const tiles = widths.flatMap((width) => Array.from({ length: TILE_ROWS }, (_, at) => tile(at + 1, width)));
  const [a, b, c, rows, columns, inner, blocks, aRow, aInner, aBlock, bInner, bBlock, cRow] = Array.from(
    { length: 13 },
    (_, at) => at,
  ) as [Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local];
  const locals = new LocalNames(13);
  const [aAt, cAt, left] = [locals.next(i32), locals.next(i32), locals.next(i32)];
  const callTile = (width: number, tileRows: number): Code =>
    call(
      width * TILE_ROWS + tileRows - 1,
      ...[aAt, b, cAt, inner, blocks, aRow, aInner, aBlock, bInner, bBlock, cRow].map(get),
    );
  // Columns outside, rows inside: the strip of B stays in the nearest cache.
  const strip = (width: number): Code =>
    sequence(
      set(aAt, get(a)),
      set(cAt, get(c)),
      set(left, get(rows)),
      whileLoop(
        atLeast(get(left), constant(TILE_ROWS)),
        sequence(
          callTile(width, TILE_ROWS),
          advance(aAt, multiply(get(aRow), constant(TILE_ROWS))),
          advance(cAt, multiply(get(cRow), constant(TILE_ROWS))),
          set(left, subtract(get(left), constant(TILE_ROWS))),
        ),
      ),
      ...Array.from({ length: TILE_ROWS - 1 }, (_, at) =>
        ifThen(equal(get(left), constant(at + 1)), callTile(width, at + 1)),
      ),
    );
  const body = widths.map((width, at) =>
    whileLoop(
      atLeast(get(columns), constant(columnsOf(width))),
      sequence(
        strip(at),
        advance(b, constant(4 * columnsOf(width))),
        advance(c, constant(4 * columnsOf(width))),
        set(columns, subtract(get(columns), constant(columnsOf(width)))),
      ),
    ),
  );
  return [...tiles, { exportName: 'product', parameters: 13, locals: locals.types, body: sequence(...body) }];
}
