import { milliseconds } from '../lib/format';
import { words } from '../messages/words';

/** What the signs of the chart mean. */
export function ScatterLegend({
  claims,
  nullModel,
  floorMs,
  invalid,
  dots,
}: {
  claims: boolean;
  nullModel: boolean;
  floorMs: number | null;
  invalid: boolean;
  dots: boolean;
}) {
  const say = words().chart;
  return (
    <ul className="legend">
      <li>
        <Sign>
          <g className="on-front">
            <circle className="mark" cx="11" cy="8" r="6" />
          </g>
        </Sign>
        {say.legendFront}
      </li>
      <li>
        <Sign>
          <circle className="mark" cx="11" cy="8" r="6" />
        </Sign>
        {say.legendBehind}
      </li>
      {dots && (
        <li>
          <Sign>
            <path className="dots" d="M5 10h0M11 6h0M17 9h0" />
          </Sign>
          {say.legendDots}
        </li>
      )}
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
        {say.legendIntervals}
      </li>
      {claims && (
        <li>
          <Sign>
            <path className="claim-line" d="M0 8h22" />
          </Sign>
          {say.legendClaims}
        </li>
      )}
      {nullModel && (
        <li>
          <Sign>
            <path className="null-line" d="M11 0v16" />
          </Sign>
          {say.legendNullModel}
        </li>
      )}
      {floorMs !== null && (
        <li>
          <Sign>
            <path className="floor-line" d="M11 0v16" />
          </Sign>
          {say.legendFloor(milliseconds(floorMs))}
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
