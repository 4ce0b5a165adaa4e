import type { ClassResults } from '@paretoboard/contract/answers.js';
import { words } from '../messages/words';

const side = 420;
const margin = { left: 44, top: 8, bottom: 40 };
/** Classes between two numbers on an axis are left out where they would touch. */
const mostNumbers = 24;
/** Shares of a row from which on a cell has this shade. */
const shadesFrom = [0, 0.05, 0.25, 0.6] as const;

/** The true class down, the answer across; a shade is the share of the true class. On the diagonal the answer is right. */
export function ConfusionMatrix({ results, summary }: { results: ClassResults; summary: string }) {
  const say = words().answers;
  const { classes } = results;
  const cell = side / classes.length;
  const every = Math.ceil(classes.length / mostNumbers);
  const middle = (position: number) => ((position + 0.5) * cell).toFixed(1);
  return (
    <figure className="plot matrix">
      <svg
        className="chart"
        viewBox={`0 0 ${side + margin.left + 8} ${side + margin.top + margin.bottom}`}
        role="img"
        aria-label={say.matrix(summary)}
      >
        <g transform={`translate(${margin.left} ${margin.top})`}>
          <rect className="sheet-back" width={side} height={side} />
          {shadesFrom.map((from, shade) => (
            <g key={from}>
              <path className={`cell right shade-${shade}`} d={cellsOf(results, shade, true)} />
              <path className={`cell wrong shade-${shade}`} d={cellsOf(results, shade, false)} />
            </g>
          ))}
          <path className="diagonal" d={`M0 0L${side} ${side}`} />
          <rect className="frame" width={side} height={side} />
          {classes.map(({ class: index }, position) =>
            position % every === 0 ? (
              <g key={index}>
                <text x={-6} y={Number(middle(position)) + 4} textAnchor="end">
                  {index}
                </text>
                <text x={middle(position)} y={side + 15} textAnchor="middle">
                  {index}
                </text>
              </g>
            ) : null,
          )}
          <text className="axis-title" x={0} y={side + 34}>
            {say.answeredAxis}
          </text>
          <text className="axis-title" transform={`translate(-32 ${side}) rotate(-90)`}>
            {say.trueAxis}
          </text>
        </g>
      </svg>
      <figcaption>
        <ul className="legend">
          <li>{say.shareOfClass}</li>
          {shadesFrom.map((from, shade) => (
            <li key={from}>
              <svg className="chart" viewBox="0 0 22 16" aria-hidden="true" focusable="false">
                <path className={`cell right shade-${shade}`} d="M0 1h11v14h-11z" />
                <path className={`cell wrong shade-${shade}`} d="M11 1h11v14h-11z" />
              </svg>
              {say.shades[shade]}
            </li>
          ))}
        </ul>
        <p>
          {say.onDiagonal} {summary}
        </p>
      </figcaption>
    </figure>
  );
}

/** Every cell of a shade in one path: a matrix of 43 classes would be 1,849 elements. */
function cellsOf({ matrix, classes }: ClassResults, shade: number, right: boolean): string {
  const cell = side / classes.length;
  const to = shadesFrom[shade + 1] ?? Number.POSITIVE_INFINITY;
  const size = cell.toFixed(2);
  const parts = matrix.flatMap((row, truth) =>
    row.map((items, answer) => {
      const share = items / (classes[truth]!.support || 1);
      const isHere = items > 0 && share > shadesFrom[shade]! && share <= to && (truth === answer) === right;
      return isHere ? `M${(answer * cell).toFixed(2)} ${(truth * cell).toFixed(2)}h${size}v${size}h-${size}z` : '';
    }),
  );
  return parts.join('');
}
