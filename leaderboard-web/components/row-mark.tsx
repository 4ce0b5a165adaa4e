/** A row's letter in a disc: filled on the front, hollow beside it, dashed when INVALID. The same in chart, table and legend. */
export function RowMark({ letter, onFront, valid }: { letter: string; onFront: boolean; valid: boolean }) {
  return (
    <svg className="chart" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <g className={markClass(onFront, valid)}>
        <circle className="mark" cx="12" cy="12" r="9" />
        <text className="mark-letter" x="12" y="15.6">
          {letter}
        </text>
      </g>
    </svg>
  );
}

export function markClass(onFront: boolean, valid: boolean): string {
  if (!valid) return 'invalid';
  return onFront ? 'on-front' : 'behind';
}
