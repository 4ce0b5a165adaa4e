import { ClaimsError } from './claims-error.js';
import type { Expression, Operator } from './expression.js';
import { type Formula, formulas } from './formulas.js';
import { add, divide, exactly, hull, type Interval, multiply, subtract } from './interval.js';
import { type PrintedNumber, printedNumber } from './printed-number.js';

/** What an expression comes to. */
export interface Evaluation {
  /** From the printed digits. */
  readonly value: number;
  /** From everything that rounds to the printed digits. */
  readonly range: Interval;
  /** With the printed figures filled in. */
  readonly text: string;
  /** Set where the expression is one printed figure. */
  readonly printed: PrintedNumber | null;
}

/** The printed figure of a column in the row at hand, or null where its cell has none. */
export type Scope = (column: string) => PrintedNumber | null;

function ofPrinted(printed: PrintedNumber): Evaluation {
  return { value: printed.value, range: printed.range, text: printed.text, printed };
}

function ofNumber(text: string, rounded: boolean): Evaluation {
  const printed = printedNumber(text, rounded);
  if (!printed) throw new ClaimsError(`"${text}" is no number`);
  return ofPrinted(printed);
}

const operations = {
  '+': { range: add, value: (a: number, b: number) => a + b },
  '-': { range: subtract, value: (a: number, b: number) => a - b },
  '*': { range: multiply, value: (a: number, b: number) => a * b },
  '/': { range: divide, value: (a: number, b: number) => a / b },
} as const;

const precedence = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;

/** Text of an operand, in brackets where leaving them out would change what is computed. */
function operandText(operand: Expression, text: string, operator: Operator, isRight: boolean): string {
  if (operand.kind !== 'operation') return text;
  const bindsTighter = precedence[operand.operator] - precedence[operator];
  const isSafe = bindsTighter > 0 || (bindsTighter === 0 && !(isRight && (operator === '-' || operator === '/')));
  return isSafe ? text : `(${text})`;
}

function rangeOf({ rises, value }: Formula, ranges: readonly Interval[]): Interval {
  const direction = (index: number): '+' | '-' => (typeof rises === 'string' ? rises : rises[index]!) as '+' | '-';
  const end = (rising: 'low' | 'high', falling: 'low' | 'high'): number =>
    value(ranges.map((range, index) => range[direction(index) === '+' ? rising : falling]));
  return hull(end('low', 'high'), end('high', 'low'));
}

function ofCall(name: string, parameters: readonly Evaluation[]): Evaluation {
  const values = parameters.map(({ value }) => value);
  // A constant of a formula that merely has decimals, such as an energy of 0.9 pJ.
  if (name === 'exact')
    return { value: values[0]!, range: exactly(values[0]!), text: parameters[0]!.text, printed: null };
  const formula = formulas[name];
  if (!formula) throw new ClaimsError(`unknown formula "${name}": expected one of ${Object.keys(formulas).join(', ')}`);
  const ranges = parameters.map(({ range }) => range);
  const text = `${name}(${parameters.map((parameter) => parameter.text).join(', ')})`;
  return { value: formula.value(values), range: rangeOf(formula, ranges), text, printed: null };
}

/**
 * @returns null where a cell that the expression names holds no figure
 * @throws ClaimsError for a formula that does not exist
 */
export function evaluate(expression: Expression, scope: Scope): Evaluation | null {
  if (expression.kind === 'number') return ofNumber(expression.text, expression.rounded);
  if (expression.kind === 'cell') {
    const printed = scope(expression.column);
    return printed && ofPrinted(printed);
  }
  if (expression.kind === 'call') {
    const parameters = expression.parameters.map((parameter) => evaluate(parameter, scope));
    return parameters.every((parameter) => parameter !== null) ? ofCall(expression.name, parameters) : null;
  }
  const { operator } = expression;
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  if (!left || !right) return null;
  const texts = [
    operandText(expression.left, left.text, operator, false),
    operandText(expression.right, right.text, operator, true),
  ];
  return {
    value: operations[operator].value(left.value, right.value),
    range: operations[operator].range(left.range, right.range),
    text: texts.join(` ${operator} `),
    printed: null,
  };
}
