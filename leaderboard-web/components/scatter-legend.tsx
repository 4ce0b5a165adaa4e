import { milliseconds } from '../lib/format';

/** What the signs of the chart mean. */
export function ScatterLegend({
  claims,
  nullModel,
  floorMs,
  invalid,
}: {
  claims: boolean;
  nullModel: boolean;
  floorMs: number | null;
  invalid: boolean;
}) {
  return (
    <ul className="legend">
      <li>
        <Sign>
          <g className="on-front">
            <circle className="mark" cx="11" cy="8" r="6" />
          </g>
        </Sign>
        on the Pareto front
      </li>
      <li>
        <Sign>
          <circle className="mark" cx="11" cy="8" r="6" />
        </Sign>
        another row is better in both
      </li>
      {invalid && (
        <li>
          <Sign>
            <g className="invalid">
              <circle className="mark" cx="11" cy="8" r="6" />
            </g>
          </Sign>
          INVALID
        </li>
      )}
      <li>
        <Sign>
          <path className="whisker" d="M2 8h18M11 1v14" />
        </Sign>
        95 % intervals
      </li>
      {claims && (
        <li>
          <Sign>
            <path className="claim-line" d="M0 8h22" />
          </Sign>
          printed in the paper
        </li>
      )}
      {nullModel && (
        <li>
          <Sign>
            <path className="null-line" d="M11 0v16" />
          </Sign>
          null model: the cost of asking
        </li>
      )}
      {floorMs !== null && (
        <li>
          <Sign>
            <path className="floor-line" d="M11 0v16" />
          </Sign>
          floor, {milliseconds(floorMs)} ms: no machine here can be faster; left of the chart where it has no line
        </li>
      )}
    </ul>
  );
}

function Sign({ children }: { children: React.ReactNode }) {
  return (
    <svg className="chart" viewBox="0 0 22 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}
