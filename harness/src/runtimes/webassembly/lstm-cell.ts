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
  type Lanes,
  type Local,
  LocalNames,
  multiply,
  oneLane,
  sequence,
  set,
  whileLoop,
} from './assembler.js';
import { Elementary } from './elementary.js';

const BYTES = 4;
const kinds = [fourLanes, oneLane];

type Forward =
  | 'gates'
  | 'before'
  | 'input'
  | 'cell'
  | 'forget'
  | 'output'
  | 'candidate'
  | 'bounded'
  | 'state'
  | 'rows'
  | 'units';
type Backward = Exclude<Forward, 'cell' | 'state'> | 'dState' | 'dCell';

const forwardParameters: readonly Forward[] = [
  'gates',
  'before',
  'input',
  'cell',
  'forget',
  'output',
  'candidate',
  'bounded',
  'state',
  'rows',
  'units',
];
const backwardParameters: readonly Backward[] = [
  'gates',
  'before',
  'input',
  'forget',
  'output',
  'candidate',
  'bounded',
  'dState',
  'dCell',
  'rows',
  'units',
];

/** Numbers of a function's parameters by their names. */
function numbered<Name extends string>(names: readonly Name[]): Record<Name, Local> {
  return Object.fromEntries(names.map((name, at) => [name, at])) as Record<Name, Local>;
}

/**
 * Loops over rows of `gates`, which has four numbers for each unit, and over units, four and then one at a time. All other arrays have a number for each unit.
 * @param act what is done with the lanes at all pointers
 */
function eachUnit<Name extends string>(
  pointers: Record<Name | 'gates' | 'rows' | 'units', Local>,
  locals: LocalNames,
  act: (lanes: Lanes) => Code,
): Code {
  const { gates, rows, units, ...others } = pointers as Record<string, Local>;
  const left = locals.next(i32);
  const move = ({ count }: Lanes): Code =>
    sequence(
      ...[gates!, ...Object.values(others)].map((pointer) => advance(pointer, constant(BYTES * count))),
      advance(left, constant(-count)),
    );
  const row = sequence(
    set(left, get(units!)),
    ...kinds.map((lanes) => whileLoop(atLeast(get(left), constant(lanes.count)), sequence(act(lanes), move(lanes)))),
    // The pointer went over the first gate alone: on to the next row.
    advance(gates!, multiply(get(units!), constant(3 * BYTES))),
    advance(rows!, constant(-1)),
  );
  return whileLoop(get(rows!), row);
}

/** The place of a gate of the same unit: gates are in the order input, forget, candidate, output. */
function gate(gates: Local, units: Local, which: number): Code {
  return add(get(gates), multiply(get(units), constant(which * BYTES)));
}

/**
 * `lstmForward(gates, before, input, cell, forget, output, candidate, bounded, state, rows, units)`: one step of an LSTM from the sums of its gates [rows, 4 · units] and the cells before
 * [rows, units]. Writes gates, cells, their tanh, and states, [rows, units] each.
 */
export function lstmForward(): FunctionSource {
  const at = numbered(forwardParameters);
  const locals = new LocalNames(forwardParameters.length);
  const tools = new Map(kinds.map((lanes) => [lanes, new Elementary(lanes, locals)]));
  const values = new Map(kinds.map((lanes) => [lanes, Array.from({ length: 5 }, () => locals.next(lanes.type))]));
  const body = eachUnit(at, locals, (lanes) => {
    const elementary = tools.get(lanes)!;
    const [input, forget, candidate, output, cell] = values.get(lanes)! as [Local, Local, Local, Local, Local];
    const sum = (which: number): Code => lanes.load(gate(at.gates, at.units, which));
    const keep = (where: Local, value: Local): Code => lanes.store(get(where), get(value));
    return sequence(
      ...[elementary.sigmoid(input, sum(0)), keep(at.input, input)],
      ...[elementary.sigmoid(forget, sum(1)), keep(at.forget, forget)],
      ...[elementary.tanh(candidate, sum(2)), keep(at.candidate, candidate)],
      ...[elementary.sigmoid(output, sum(3)), keep(at.output, output)],
      set(
        cell,
        lanes.add(lanes.multiply(get(forget), lanes.load(get(at.before))), lanes.multiply(get(input), get(candidate))),
      ),
      keep(at.cell, cell),
      ...[elementary.tanh(candidate, get(cell)), keep(at.bounded, candidate)],
      lanes.store(get(at.state), lanes.multiply(get(output), get(candidate))),
    );
  });
  return { exportName: 'lstmForward', parameters: forwardParameters.length, locals: locals.types, body };
}

/**
 * `lstmBackward(gates, before, input, forget, output, candidate, bounded, dState, dCell, rows, units)`: writes the gradients of the gates' sums into `gates` from those of state and cell; `dCell`
 * becomes that of the cell before.
 */
export function lstmBackward(): FunctionSource {
  const at = numbered(backwardParameters);
  const locals = new LocalNames(backwardParameters.length);
  const values = new Map(kinds.map((lanes) => [lanes, Array.from({ length: 4 }, () => locals.next(lanes.type))]));
  const body = eachUnit(at, locals, (lanes) => {
    const [dState, dCell, bounded, value] = values.get(lanes)! as [Local, Local, Local, Local];
    const { multiply: times, load } = lanes;
    const oneLess = (number: Code): Code => lanes.subtract(lanes.splat(1), number);
    const ofSigmoid = times(get(value), oneLess(get(value)));
    const ofTanh = (number: Local): Code => oneLess(times(get(number), get(number)));
    const give = (which: number, gradient: Code): Code => lanes.store(gate(at.gates, at.units, which), gradient);
    return sequence(
      set(dState, load(get(at.dState))),
      set(bounded, load(get(at.bounded))),
      set(value, load(get(at.output))),
      set(dCell, lanes.add(load(get(at.dCell)), times(times(get(dState), get(value)), ofTanh(bounded)))),
      give(3, times(times(get(dState), get(bounded)), ofSigmoid)),
      set(value, load(get(at.input))),
      give(0, times(times(get(dCell), load(get(at.candidate))), ofSigmoid)),
      set(bounded, get(value)),
      set(value, load(get(at.candidate))),
      give(2, times(times(get(dCell), get(bounded)), ofTanh(value))),
      set(value, load(get(at.forget))),
      give(1, times(times(get(dCell), load(get(at.before))), ofSigmoid)),
      lanes.store(get(at.dCell), times(get(dCell), get(value))),
    );
  });
  return { exportName: 'lstmBackward', parameters: backwardParameters.length, locals: locals.types, body };
}
