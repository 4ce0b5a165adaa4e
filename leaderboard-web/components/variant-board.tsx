import type { Board } from '@paretoboard/contract/board.js';
import type { LetteredRow } from '../lib/board-points';
import { boardView } from '../lib/board-view';
import { metricInterval, metricValue, milliseconds } from '../lib/format';
import { frontSummary } from '../lib/front-summary';
import { readable } from '../lib/readable';
import { words } from '../messages/words';
import { RowMark } from './row-mark';
import { ScatterThumbnail } from './scatter';

const mostRows = 5;

/**
 * A board in short: its front as a table and a small drawing.
 * @param linked whether board and records have pages: under embargo they have none
 */
export function VariantBoard({ board, linked = true }: { board: Board; linked?: boolean }) {
  const { home: say, board: headings, terms } = words();
  const view = boardView(board, { variant: board.variant.id });
  const front = view.rows.filter(({ row }) => row.onParetoFront && row.verdict === 'VALID');
  const best = (front.length > 0 ? front : view.rows).slice(0, mostRows);
  const address = `/tasks/${board.task.id}?variant=${board.variant.id}`;
  const { metric } = view;
  const onBoard = (href: string) => (href.startsWith('#') ? address + href : href);
  return (
    <section className="variant-board">
      <div>
        <h3>
          {linked ? (
            <a href={address} lang="en">
              {board.variant.title}
            </a>
          ) : (
            <span lang="en">{board.variant.title}</span>
          )}
          <span className="tag">{terms.relations[board.variant.relation].sentence}</span>
        </h3>
        <table className="sheet">
          <caption>
            {front.length > 0 ? say.theFront : say.bestRows}. {say.rowsInAll(board.total)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{headings.method}</th>
              <th scope="col" className="figure">
                {metric.name}
                {metric.unit === '1' ? '' : ` (${metric.unit})`}
              </th>
              <th scope="col" className="figure">
                p50 (ms)
              </th>
            </tr>
          </thead>
          <tbody>
            {best.map((lettered) => (
              <FrontRow key={lettered.row.record} lettered={lettered} unit={metric.unit} linked={linked} />
            ))}
          </tbody>
        </table>
      </div>
      {linked && view.points.length > 0 && (
        <ScatterThumbnail
          data={{
            ...view,
            scenario: board.scenario,
            drawn: { ...view.drawn, marks: view.drawn.marks.map((point) => ({ ...point, href: onBoard(point.href) })) },
          }}
          summary={frontSummary(view.points, metric, view.rows.length)}
        />
      )}
    </section>
  );
}

function FrontRow({ lettered, unit, linked }: { lettered: LetteredRow; unit: string; linked: boolean }) {
  const { letter, row, metric, latency } = lettered;
  return (
    <tr>
      <th scope="row">
        <span className="front-method">
          <RowMark letter={letter} onFront={row.onParetoFront} valid={row.verdict === 'VALID'} />
          {linked ? (
            <a className="foreign" href={`/records/${row.record}`}>
              {readable(row.submission.title)}
            </a>
          ) : (
            <span className="foreign">{readable(row.submission.title)}</span>
          )}
        </span>
      </th>
      <td className="figure">
        {metricValue(metric?.value ?? null, unit)}
        <span className="detail nobr">{metric && metricInterval(metric.low, metric.high, unit)}</span>
      </td>
      <td className="figure">{milliseconds(latency?.p50Ms ?? null)}</td>
    </tr>
  );
}
