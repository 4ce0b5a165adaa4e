import {
  add,
  advance,
  atLeast,
  both,
  type Code,
  constant,
  equalFloats,
  equalLanes,
  type FunctionSource,
  f32,
  fourLanes,
  get,
  i32,
  ifThen,
  LocalNames,
  oneLane,
  repeatWhile,
  sequence,
  set,
  v128,
  vectorAnd,
  vectorAndNot,
  whileLoop,
} from './assembler.js';

/**
 * `maxPoolWindow(x, dy, dx, channels, rows, columns, row, column)`: what one window of max pooling gives back. Of equal values the first gets all. `x` and `dx` are addresses of the
 * window's first pixel, `row` and `column` distances in bytes.
 */
export function maxPoolWindow(): FunctionSource {
  const [x, dy, dx, channels, rows, columns, row, column] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const locals = new LocalNames(8);
  const [offset, line, rowsLeft, columnsLeft] = [
    locals.next(i32),
    locals.next(i32),
    locals.next(i32),
    locals.next(i32),
  ];
  const [largest, gradient, open, found] = [locals.next(v128), locals.next(v128), locals.next(v128), locals.next(v128)];
  const value = fourLanes.load(add(get(x), get(offset)));
  const eachPixel = (act: Code): Code =>
    sequence(
      set(line, constant(0)),
      set(rowsLeft, get(rows)),
      repeatWhile(
        sequence(
          set(offset, get(line)),
          set(columnsLeft, get(columns)),
          repeatWhile(
            sequence(act, advance(offset, get(column)), advance(columnsLeft, constant(-1))),
            get(columnsLeft),
          ),
          advance(line, get(row)),
          advance(rowsLeft, constant(-1)),
        ),
        get(rowsLeft),
      ),
    );
  const target = add(get(dx), get(offset));
  const fours = whileLoop(
    atLeast(get(channels), constant(fourLanes.count)),
    sequence(
      set(largest, fourLanes.splat(Number.NEGATIVE_INFINITY)),
      eachPixel(set(largest, fourLanes.maximum(get(largest), value))),
      set(gradient, fourLanes.load(get(dy))),
      set(open, equalLanes(get(largest), get(largest))),
      eachPixel(
        sequence(
          set(found, vectorAnd(get(open), equalLanes(value, get(largest)))),
          fourLanes.store(target, fourLanes.add(fourLanes.load(target), vectorAnd(get(found), get(gradient)))),
          set(open, vectorAndNot(get(open), get(found))),
        ),
      ),
      ...[x, dy, dx].map((pointer) => advance(pointer, constant(4 * fourLanes.count))),
      advance(channels, constant(-fourLanes.count)),
    ),
  );
  const [single, isOpen] = [locals.next(f32), locals.next(i32)];
  const number = oneLane.load(add(get(x), get(offset)));
  const singles = whileLoop(
    get(channels),
    sequence(
      set(single, oneLane.splat(Number.NEGATIVE_INFINITY)),
      eachPixel(set(single, oneLane.maximum(get(single), number))),
      set(isOpen, constant(1)),
      eachPixel(
        ifThen(
          both(get(isOpen), equalFloats(number, get(single))),
          sequence(
            oneLane.store(target, oneLane.add(oneLane.load(target), oneLane.load(get(dy)))),
            set(isOpen, constant(0)),
          ),
        ),
      ),
      ...[x, dy, dx].map((pointer) => advance(pointer, constant(4))),
      advance(channels, constant(-1)),
    ),
  );
  const body = sequence(fours, singles);
  return { exportName: 'maxPoolWindow', parameters: 8, locals: locals.types, body };
}
