import { checkRelation } from './check-relation.js';
import { ClaimsError } from './claims-error.js';
import { codeOfRelation } from './code-of-relation.js';
import { evaluate } from './evaluate-expression.js';
import { type Expression, partsOf } from './expression.js';
import { atMost, type Outcome } from './finding.js';
import type { Statement } from './paper-claims.js';

function noCells(column: string): never {
  throw new ClaimsError(`a statement names the column "${column}", but only rows of tables have columns`);
}

function figuresOf(...sides: readonly Expression[]): number[] {
  return sides.flatMap(partsOf).flatMap((part) => (part.kind === 'number' ? [Number(part.text)] : []));
}

/** Whether printed figures bear out what the text says about them. */
export function auditStatement({ says, where, holds, check, severity }: Statement): Outcome {
  const left = evaluate(holds.left, noCells);
  const right = evaluate(holds.right, noCells);
  const verdict = left && right && atMost(severity, checkRelation(left, holds.comparator, right));
  if (!verdict) return null;
  const tables = where.match(/Table \d+/g) ?? [];
  const figures = figuresOf(holds.left, holds.right);
  return { check: check ?? codeOfRelation(holds), ...verdict, says, where, tables, figures };
}
