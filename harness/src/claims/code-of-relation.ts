import type { CheckCode } from './check-codes.js';
import { type Expression, partsOf, type Relation } from './expression.js';

const codeOfFormula: Readonly<Record<string, CheckCode>> = {
  mean: 'mean',
  f1: 'f1',
  iou: 'overlap-pair',
  largestIou: 'overlap-pair',
  largestRareF1: 'rare-class-f1',
  perSecond: 'fps-latency',
  pOfCorrelation: 'p-value',
  pOfF: 'p-value',
  percentMore: 'relative-change',
  percentLess: 'relative-change',
  sum: 'sum',
};
const codeOfOperator = { '+': 'sum', '-': 'difference', '*': 'product', '/': 'ratio' } as const;

function isFigure({ kind }: Expression): boolean {
  return kind === 'number' || kind === 'cell';
}

/** A difference over a figure: `(29.33 - 19.72) / 29.33`. */
function isChange(part: Expression): boolean {
  if (part.kind !== 'operation' || part.operator !== '/') return false;
  return part.left.kind === 'operation' && part.left.operator === '-';
}

function codeOfEquation(left: Expression): CheckCode {
  if (isFigure(left)) return 'agreement';
  const parts = partsOf(left);
  const operators = new Set(parts.flatMap((part) => (part.kind === 'operation' ? [part.operator] : [])));
  if (operators.size === 1) return codeOfOperator[[...operators][0]!];
  return parts.some(isChange) ? 'relative-change' : 'formula';
}

/** The check that a relation is: by the formula that it calls, else by its signs. */
export function codeOfRelation({ left, comparator, right }: Relation): CheckCode {
  for (const part of [...partsOf(left), ...partsOf(right)]) {
    const code = part.kind === 'call' ? codeOfFormula[part.name] : undefined;
    if (code !== undefined) return code;
  }
  if (comparator === '!=') return 'coincidence';
  return comparator === '=' ? codeOfEquation(left) : 'order';
}
