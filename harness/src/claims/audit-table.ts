import { checkBounds, type Quantity, quantityNames } from './check-bounds.js';
import type { CheckCode } from './check-codes.js';
import { checkRelation } from './check-relation.js';
import { checkShareOfItems } from './check-share-of-items.js';
import { ClaimsError } from './claims-error.js';
import { codeOfRelation } from './code-of-relation.js';
import { type Evaluation, evaluate, type Scope } from './evaluate-expression.js';
import { partsOf, type Relation } from './expression.js';
import { atMost, type Outcome, type Verdict } from './finding.js';
import type { ClaimTable } from './paper-claims.js';
import { type PrintedCell, printedCell } from './printed-cell.js';
import type { PrintedNumber } from './printed-number.js';

type Row = readonly string[];

/** The cells of a row that hold no figure: its name. */
function rowName(row: Row): string {
  return row.filter((cell) => cell !== '' && !printedCell(cell)).join(', ') || row.join(', ');
}

function matches(row: Row, { only, except }: { only?: string | undefined; except?: string | undefined }): boolean {
  const text = row.join(' | ');
  return (
    (only === undefined || new RegExp(only).test(text)) && !(except !== undefined && new RegExp(except).test(text))
  );
}

function cellOf({ table, columns }: ClaimTable, row: Row, column: string): PrintedCell | null {
  const index = columns.indexOf(column);
  if (index === -1) throw new ClaimsError(`${table} has no column "${column}": expected one of ${columns.join(', ')}`);
  return printedCell(row[index]!);
}

/** Figures of a row: `{P}`, its spread `{P:sd}`, the parts of a pair `{P:1}` and `{P:2}`. */
function scopeOf(table: ClaimTable, row: Row): Scope {
  return (reference) => {
    const [, column = reference, part] = /^(.*):(sd|1|2)$/.exec(reference) ?? [];
    const cell = cellOf(table, row, column);
    if (part === 'sd') return cell?.spread ?? null;
    return cell?.figures[part === '2' ? 1 : 0] ?? null;
  };
}

function figuresOf({ left, right }: Relation, scope: Scope): PrintedNumber[] {
  const parts = [...partsOf(left), ...partsOf(right)];
  return parts.flatMap((part) => (part.kind === 'cell' ? (scope(part.column) ?? []) : []));
}

/** An F1 beyond both its parts is worse than one that is not their harmonic mean. */
function codeOf(relation: Relation, right: Evaluation, figures: readonly PrintedNumber[]): CheckCode {
  const code = codeOfRelation(relation);
  if (code !== 'f1' || !right.printed) return code;
  const parts = figures.slice(0, -1);
  const low = Math.min(...parts.map(({ range }) => range.low));
  const high = Math.max(...parts.map(({ range }) => range.high));
  return right.range.low > high || right.range.high < low ? 'f1-outside-parts' : code;
}

interface Context {
  readonly table: ClaimTable;
  readonly row: Row;
}

interface Subject {
  readonly check: CheckCode;
  readonly says: string;
  readonly figures: readonly PrintedNumber[];
}

function outcome({ table, row }: Context, verdict: Verdict | null, { check, says, figures }: Subject): Outcome {
  if (!verdict) return null;
  const where = `${table.table}, row ${rowName(row)}`;
  return { check, ...verdict, says, where, tables: [table.table], figures: figures.map(({ value }) => value) };
}

function checkRelations(context: Context): Outcome[] {
  const { table, row } = context;
  const scope = scopeOf(table, row);
  return table.relations
    .filter((relation) => matches(row, relation))
    .flatMap(({ holds, says, severity }) => {
      const left = evaluate(holds.left, scope);
      const right = evaluate(holds.right, scope);
      if (!left || !right) return [];
      const figures = figuresOf(holds, scope);
      const verdict = atMost(severity, checkRelation(left, holds.comparator, right));
      return [outcome(context, verdict, { check: codeOf(holds, right, figures), says, figures })];
    });
}

function checkItems(context: Context): Outcome[] {
  const { table, row } = context;
  return table.items
    .filter((shares) => matches(row, shares))
    .flatMap(({ columns, items, scale }) =>
      columns.flatMap((column) => {
        const share = cellOf(table, row, column)?.figures[0];
        if (!share) return [];
        const says = `${column} is a share of ${items} items`;
        const verdict = checkShareOfItems(share, items, scale);
        return [outcome(context, verdict, { check: 'share-of-items', says, figures: [share] })];
      }),
    );
}

function quantityOf({ quantities }: ClaimTable, column: string): Quantity | undefined {
  const entries = Object.entries(quantities) as [Quantity, readonly string[]][];
  const of = (name: string): Quantity | undefined => entries.find(([, columns]) => columns.includes(name))?.[0];
  return of(column) ?? of('*');
}

function checkQuantities(context: Context): Outcome[] {
  const { table, row } = context;
  return table.columns.flatMap((column) => {
    const quantity = quantityOf(table, column);
    if (quantity === undefined) return [];
    const says = `${column} is ${quantityNames[quantity]}`;
    const figures = cellOf(table, row, column)?.figures ?? [];
    return figures.map((figure) =>
      outcome(context, checkBounds(figure, quantity), { check: 'out-of-bounds', says, figures: [figure] }),
    );
  });
}

/** What the checks of a printed table say, row by row. */
export function auditTable(table: ClaimTable): Outcome[] {
  return table.rows.flatMap((row) => {
    const context = { table, row };
    return [...checkQuantities(context), ...checkItems(context), ...checkRelations(context)];
  });
}
