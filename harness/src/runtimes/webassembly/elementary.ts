import { type Code, get, type Lanes, type Local, type LocalNames, sequence, set } from './assembler.js';

/** Beyond, the result would not be a normal number. */
const largestExponent = 87;
/** Below, tanh is a polynomial: elsewhere it would be a difference of nearly equal numbers. */
const nearZero = 0.625;

/** Coefficients of the single-precision functions of the Cephes library (Moshier), highest power first. */
const ofExponential = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
];
const ofTanh = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1];
/** ln 2 as a number with few digits and the rest. */
const [twoHigh, twoLow] = [0.693359375, -2.1219444e-4];

/** Elementary functions of one or four numbers, accurate to a few units in the last place; needs a local of its own for each of three values. */
export class Elementary {
  private readonly power: Local;
  private readonly rest: Local;
  private readonly argument: Local;

  constructor(
    private readonly lanes: Lanes,
    locals: LocalNames,
  ) {
    this.power = locals.next(lanes.type);
    this.rest = locals.next(lanes.type);
    this.argument = locals.next(lanes.type);
  }

  /** target = 1 / (1 + e^−value). */
  sigmoid(target: Local, value: Code): Code {
    const { lanes } = this;
    const one = lanes.splat(1);
    const negative = lanes.subtract(lanes.splat(0), value);
    return sequence(this.exponential(target, negative), set(target, lanes.divide(one, lanes.add(one, get(target)))));
  }

  /** target = tanh value. */
  tanh(target: Local, value: Code): Code {
    const { lanes, argument, rest } = this;
    const one = lanes.splat(1);
    const square = lanes.multiply(get(argument), get(argument));
    const small = lanes.add(
      get(argument),
      lanes.multiply(lanes.multiply(get(argument), get(rest)), this.polynomial(rest, ofTanh)),
    );
    const isNegative = (first: Code, second: Code) => lanes.whereLess(get(argument), lanes.splat(0), first, second);
    const large = lanes.subtract(one, lanes.divide(lanes.splat(2), lanes.add(get(target), one)));
    return sequence(
      set(argument, value),
      this.exponential(target, lanes.multiply(lanes.splat(2), lanes.magnitude(get(argument)))),
      set(target, large),
      set(target, isNegative(lanes.subtract(lanes.splat(0), get(target)), get(target))),
      set(rest, square),
      set(target, lanes.whereLess(lanes.magnitude(get(argument)), lanes.splat(nearZero), small, get(target))),
    );
  }

  /** target = e^value, of values beyond ±87 that of ±87. */
  private exponential(target: Local, value: Code): Code {
    const { lanes, power, rest } = this;
    const bounded = lanes.minimum(lanes.maximum(value, lanes.splat(-largestExponent)), lanes.splat(largestExponent));
    const less = (factor: number): Code => lanes.subtract(get(rest), lanes.multiply(get(power), lanes.splat(factor)));
    const square = lanes.multiply(get(rest), get(rest));
    const fraction = lanes.add(
      lanes.add(lanes.multiply(this.polynomial(rest, ofExponential), square), get(rest)),
      lanes.splat(1),
    );
    return sequence(
      set(rest, bounded),
      set(power, lanes.nearest(lanes.multiply(get(rest), lanes.splat(Math.LOG2E)))),
      set(rest, less(twoHigh)),
      set(rest, less(twoLow)),
      set(target, lanes.multiply(fraction, lanes.powerOfTwo(get(power)))),
    );
  }

  private polynomial(variable: Local, coefficients: readonly number[]): Code {
    const { lanes } = this;
    const [first, ...rest] = coefficients.map((coefficient) => lanes.splat(coefficient));
    return rest.reduce<Code>((sum, coefficient) => lanes.add(lanes.multiply(sum, get(variable)), coefficient), first!);
  }
}
