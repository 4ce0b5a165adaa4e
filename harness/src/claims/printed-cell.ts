import { type PrintedNumber, printedNumber } from './printed-number.js';

/** What a cell of a printed table holds: `71.3 ± 5.0`, `38.14/0.9609`, `82.7%`, `8.4G`. */
export interface PrintedCell {
  /** Figures in order: one, or two where the cell is a pair. */
  readonly figures: readonly PrintedNumber[];
  /** After the plus-minus sign. */
  readonly spread: PrintedNumber | null;
}

function figure(text: string): PrintedNumber | null {
  return printedNumber(
    text
      .trim()
      .replace(/(?:%|[GMK])$/, '')
      .trim(),
  );
}

/** @returns null where the cell holds no figure: a name, a dash, nothing */
export function printedCell(text: string): PrintedCell | null {
  const [main = '', spread] = text.split(/±|\+-/);
  const figures = main.split('/').map(figure);
  if (figures.some((found) => found === null)) return null;
  return {
    figures: figures.filter((found) => found !== null),
    spread: spread === undefined ? null : figure(spread),
  };
}
