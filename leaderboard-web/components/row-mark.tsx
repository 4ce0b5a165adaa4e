import { pixel } from '../lib/pareto-path';

/** A row's letter in a disc: filled on the front, hollow beside it, dashed when INVALID. The same in chart, table and legend. */
export function RowMark({ letter, onFront, valid }: { letter: string; onFront: boolean; valid: boolean }) {
  return (
    <svg className="chart" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <g className={markClass(onFront, valid)}>
        <circle className="mark" cx="12" cy="12" r="9" />
        <MarkLetter letter={letter} x={12} y={12} />
      </g>
    </svg>
  );
}

/** The letter in the middle of a mark; three and more are set smaller, to stay inside. */
export function MarkLetter({ letter, x, y }: { letter: string; x: number; y: number }) {
  const isLong = letter.length > 2;
  return (
    <text className={isLong ? 'mark-letter long' : 'mark-letter'} x={pixel(x)} y={pixel(y + (isLong ? 2.6 : 3.6))}>
      {letter}
    </text>
  );
}

export function markClass(onFront: boolean, valid: boolean): string {
  if (!valid) return 'invalid';
  return onFront ? 'on-front' : 'behind';
}
