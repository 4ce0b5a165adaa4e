import type { Evaluation } from './evaluate-expression.js';
import type { Comparator } from './expression.js';
import type { Verdict } from './finding.js';
import type { Interval } from './interval.js';
import { halfUnit, type PrintedNumber } from './printed-number.js';

/** Beyond this, relative to the figures at hand, a difference is no error of floating point. */
const epsilon = 1e-9;

function slack(...values: readonly number[]): number {
  return epsilon * Math.max(1, ...values.map(Math.abs));
}

/** Enough digits to tell the sides apart, no more. */
export function digits(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function sideText({ text, value, printed }: Evaluation): string {
  return printed || text === digits(value) ? text : `${text} = ${digits(value)}`;
}

function rangeText({ range }: Evaluation): string {
  if (range.low === range.high) return 'exactly';
  return `or within [${digits(range.low)}, ${digits(range.high)}] before rounding`;
}

function equationText(left: Evaluation, right: Evaluation, remark: string): string {
  const result = right.printed ? `printed ${right.text}` : `against ${sideText(right)}`;
  return `${sideText(left)} (${rangeText(left)}); ${result}${remark}`;
}

/** What a figure may stand for if its further digits were cut off instead of rounded. */
function cutOffRange({ value, decimals, range }: PrintedNumber): Interval {
  if (range.low === range.high) return range;
  const unit = 2 * halfUnit(decimals);
  return value < 0 ? { low: value - unit, high: value } : { low: value, high: value + unit };
}

function areDisjoint(a: Interval, b: Interval, tolerance: number): boolean {
  return a.low > b.high + tolerance || a.high < b.low - tolerance;
}

/** Two prints of one quantity: as many digits must be the same digits. */
function areOtherDigits(left: PrintedNumber, right: PrintedNumber): boolean {
  return left.decimals === right.decimals && left.value !== right.value;
}

function checkEquation(left: Evaluation, right: Evaluation): Verdict | null {
  const tolerance = slack(left.value, right.value);
  const { printed } = right;
  if (left.printed && printed && areOtherDigits(left.printed, printed))
    return { severity: 'contradiction', arithmetic: `${left.text} against ${right.text}` };
  if (areDisjoint(left.range, right.range, tolerance)) {
    const isCutOff = printed && !left.printed && !areDisjoint(left.range, cutOffRange(printed), -tolerance);
    return isCutOff
      ? { severity: 'rounding', arithmetic: equationText(left, right, ', which may have been cut off') }
      : { severity: 'contradiction', arithmetic: equationText(left, right, '') };
  }
  if (!printed || left.printed) return null;
  const half = Math.max(halfUnit(printed.decimals), printed.range.high - printed.value);
  if (Math.abs(left.value - printed.value) <= half + tolerance) return null;
  const remark = ', which unrounded or cut-off figures may give';
  return { severity: 'rounding', arithmetic: equationText(left, right, remark) };
}

const words = { '<=': 'not more than', '<': 'less than', '>=': 'not less than', '>': 'more than' } as const;

/** Half a unit of the one printed figure that is compared with a result: its rounding alone says nothing. */
function roundingOf({ printed: left }: Evaluation, { printed: right }: Evaluation): number {
  if (left && right) return 0;
  const printed = left ?? right;
  return printed ? printed.range.high - printed.value : 0;
}

function checkOrder(left: Evaluation, comparator: keyof typeof words, right: Evaluation): Verdict | null {
  const [small, large] = comparator.startsWith('<') ? [left, right] : [right, left];
  const isStrict = comparator === '<' || comparator === '>';
  const excess = small.value - large.value;
  const tolerance = slack(small.value, large.value) + (isStrict ? 0 : roundingOf(left, right));
  if (excess < -tolerance || (!isStrict && excess <= tolerance)) return null;
  const arithmetic = `${sideText(left)} should be ${words[comparator]} ${sideText(right)}`;
  // Half-open ranges that only touch have no value in common.
  const isImpossible = excess > tolerance && small.range.low >= large.range.high - tolerance;
  return { severity: isImpossible ? 'contradiction' : 'rounding', arithmetic };
}

function checkCoincidence(left: Evaluation, right: Evaluation): Verdict | null {
  if (left.value !== right.value) return null;
  return { severity: 'suspicion', arithmetic: `${sideText(left)} and ${sideText(right)} agree to the last digit` };
}

/**
 * Whether two sides stand to each other as they should.
 * @param right for an equation, the side that the paper prints as a result
 * @returns null where nothing speaks against it
 */
export function checkRelation(left: Evaluation, comparator: Comparator, right: Evaluation): Verdict | null {
  if (comparator === '=') return checkEquation(left, right);
  if (comparator === '!=') return checkCoincidence(left, right);
  return checkOrder(left, comparator, right);
}
