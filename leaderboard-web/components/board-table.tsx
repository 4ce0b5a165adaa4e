import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import type { LetteredRow } from '../lib/board-points';
import { type BoardQuery, boardHref } from '../lib/board-query';
import type { BoardView } from '../lib/board-view';
import { age, bytes, count, metricInterval, metricValue, milliseconds, missing, plural, signed } from '../lib/format';
import { latencySpread } from '../lib/latency-spread';
import { distinctReasons, type MissingField, missingReasons } from '../lib/missing-reasons';
import { readable } from '../lib/readable';
import { rankWords } from '../lib/words';
import { RowMark } from './row-mark';
import { LatencyStrip, ValueStrip } from './strips';
import { Verdict } from './verdict';

interface BoardTableProperties {
  board: Board;
  view: BoardView;
  query: BoardQuery;
}

/** The board's rows with every figure, its interval and n. On a narrow screen each row becomes a card (see table.css). */
export function BoardTable({ board, view, query }: BoardTableProperties) {
  const { rows, metric } = view;
  const footnotes = distinctReasons(rows);
  const unit = metric.unit === '1' ? '' : ` (${metric.unit})`;
  const cells = rows.map((lettered) => (
    <TableRow key={lettered.row.record} lettered={lettered} board={board} view={view} footnotes={footnotes} />
  ));
  return (
    <>
      <table className="sheet board">
        <caption>
          {board.variant.title}, by {query.sort === 'latency' ? 'p50 latency' : metric.name}. Letters as in the chart.
          [Brackets] are 95 % intervals, dashes the range of too few starts for one.
        </caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              Method
            </th>
            <th scope="col">Rank</th>
            <th scope="col" className="figure" aria-sort={query.sort === 'latency' ? undefined : 'descending'}>
              <SortLink board={board} query={query} sort={undefined}>
                {metric.name}
                {unit}
              </SortLink>
            </th>
            <th scope="col" className="figure" aria-sort={query.sort === 'latency' ? 'ascending' : undefined}>
              <SortLink board={board} query={query} sort="latency">
                p50 (ms)
              </SortLink>
            </th>
            <th scope="col" className="figure">
              p90 (ms)
            </th>
            <th scope="col" className="figure">
              p99 (ms)
            </th>
            <th scope="col" className="figure">
              Null model p50 (ms)
            </th>
            <th scope="col" className="figure">
              Load, first call (ms)
            </th>
            <th scope="col">Runtime, device</th>
            <th scope="col" className="figure">
              Peak memory, parameters
            </th>
            {board.comparable && (
              <th scope="col" className="figure">
                Paper, difference
              </th>
            )}
            <th scope="col">Record</th>
          </tr>
        </thead>
        <tbody>{cells}</tbody>
      </table>
      <Footnotes reasons={footnotes} />
    </>
  );
}

function SortLink({
  board,
  query,
  sort,
  children,
}: {
  board: Board;
  query: BoardQuery;
  sort: BoardQuery['sort'];
  children: React.ReactNode;
}) {
  const current = query.sort === sort;
  return (
    <Link href={boardHref(board.task.id, query, { sort })} prefetch={false} scroll={false}>
      {children}
      {current && <span aria-hidden="true">{sort === 'latency' ? ' ↑' : ' ↓'}</span>}
    </Link>
  );
}

interface TableRowProperties {
  lettered: LetteredRow;
  board: Board;
  view: BoardView;
  footnotes: readonly string[];
}

function TableRow({ lettered, board, view, footnotes }: TableRowProperties) {
  const { letter, row, metric: result, latency } = lettered;
  const { metric, rows } = view;
  const missingHere = missingReasons(lettered);
  const why = (field: MissingField) => <Footnote reason={missingHere[field]} footnotes={footnotes} />;
  const track = board.task.tracks.find(({ id }) => id === row.track);
  const valid = row.verdict === 'VALID';
  return (
    <tr id={`row-${letter.toLowerCase()}`}>
      <td className="mark-cell">
        <RowMark letter={letter} onFront={row.onParetoFront} valid={valid} />
        <span className="unseen">{letter}</span>
        <input
          className="pin"
          type="checkbox"
          name="r"
          value={row.record}
          title="compare"
          aria-label={`Compare ${letter}: ${readable(row.submission.title)}`}
        />
      </td>
      <th scope="row">
        <Link className="method foreign" href={`/records/${row.record}`} prefetch={false}>
          {readable(row.submission.title)}
        </Link>
        <span className="detail">
          {row.submission.builtIn ? 'built-in' : <span className="foreign">{row.submission.authors.join(', ')}</span>}
          {board.task.tracks.length > 1 && track ? ` · ${track.title}` : ''}
          {row.division === 'pre-trained' ? ' · pre-trained' : ''}
        </span>
      </th>
      <td className="rank-cell">
        <Rank row={row} />
      </td>
      <td className="figure opens" data-label={`${metric.name}${metric.unit === '1' ? '' : ` (${metric.unit})`}`}>
        <span className="main-figure">{metricValue(result?.value ?? null, metric.unit)}</span>
        {why('value')}
        {result && (
          <span className="detail">
            <span className="nobr">{metricInterval(result.low, result.high, metric.unit) ?? 'no interval'}</span>{' '}
            <span className="nobr">
              n {count(result.n)}
              {result.perSeed.length > 1 && `, ${result.perSeed.length} seeds`}
            </span>
          </span>
        )}
        <ValueStrip
          axisValues={view.axisValues}
          own={result}
          metric={metric}
          claim={row.claim?.value ?? null}
          front={row.onParetoFront}
        />
      </td>
      <td className="figure" data-label="p50 (ms)">
        <span className="main-figure">{milliseconds(latency?.p50Ms ?? null)}</span>
        {why('p50Ms')}
        {latency && (
          <span className="detail">
            <span className="nobr">{latencySpread(latency).text}</span>{' '}
            <span className="nobr">
              n {count(latency.n)}, {plural(latency.starts, 'start')}
            </span>
          </span>
        )}
        <LatencyStrip rows={rows} own={latency} front={row.onParetoFront} />
      </td>
      <td className="figure opens" data-label="p90 (ms)">
        {milliseconds(latency?.p90Ms ?? null)}
        {why('p90Ms')}
      </td>
      <td className="figure" data-label="p99 (ms)">
        {milliseconds(latency?.p99Ms ?? null)}
        {why('p99Ms')}
      </td>
      <td className="figure opens" data-label="Null model p50 (ms)">
        {milliseconds(latency?.nullModel.p50Ms ?? null)}
        {why('nullModel')}
      </td>
      <td className="figure" data-label="Load, first call (ms)">
        <span className="nobr">{milliseconds(row.cold.loadMs)}</span>
        {why('loadMs')}
        <span className="detail">{milliseconds(row.cold.firstCallMs)}</span>
      </td>
      <td className="opens runtime" data-label="Runtime, device">
        {row.runtime.name} {row.runtime.version}
        <span className="detail">
          {row.runtime.device}
          {row.runtime.threads !== null && `, ${plural(row.runtime.threads, 'thread')}`}
        </span>
        <span className="detail">sandbox: {row.sandbox.level}</span>
      </td>
      <td className="figure" data-label="Peak memory, parameters">
        <span className="nobr">{bytes(row.resources.peakMemoryBytes)}</span>
        {why('peakMemory')}
        <span className="detail nobr">
          {row.resources.parameters
            ? `${count(row.resources.parameters.value)}${row.resources.parameters.source === 'declared' ? ' (declared)' : ''}`
            : `${missing} parameters`}
        </span>
      </td>
      {board.comparable && (
        <td className="figure opens" data-label="Paper, difference">
          {row.claim ? (
            <>
              {metricValue(row.claim.value, metric.unit)}
              <span className="detail">
                <span className="nobr">
                  {row.claim.difference === null ? missing : signed(row.claim.difference, metric.unit)}
                </span>{' '}
                <span className="nobr">{row.claim.table}</span>
              </span>
            </>
          ) : (
            <span className="quiet">no claim</span>
          )}
        </td>
      )}
      <td className={board.comparable ? '' : 'opens'} data-label="Record">
        <Verdict verdict={row.verdict} />
        <span className="detail">
          <Link
            href={`/records/${row.record}`}
            prefetch={false}
            aria-label={`Record of ${letter}: ${readable(row.submission.title)}`}
          >
            record
          </Link>{' '}
          <span className="nobr">{age(row.ageDays)}</span>
          {row.attempts > 1 && `, ${row.attempts} attempts`}
        </span>
        {row.stale && <span className="detail">stale: {row.stale.message}</span>}
      </td>
    </tr>
  );
}

function Rank({ row }: { row: LetteredRow['row'] }) {
  if (row.rank === null) return <span className="detail">{rankWords(row)}</span>;
  const shared = row.rankBasis === 'tied' || row.rankBasis === 'underpowered';
  return (
    <>
      <span className="main-figure">
        {row.rank}
        {shared && '='}
      </span>
      <span className="detail" title={row.rankWords}>
        {rankWords(row)}
      </span>
      {row.latencyRank !== null && <span className="detail">latency rank {row.latencyRank}</span>}
    </>
  );
}

function Footnote({ reason, footnotes }: { reason: string | undefined; footnotes: readonly string[] }) {
  if (reason === undefined) return null;
  const number = footnotes.indexOf(reason) + 1;
  return (
    <sup>
      <a href={`#why-${number}`} title={reason} aria-label={`Note ${number}: ${reason}`}>
        {number}
      </a>
    </sup>
  );
}

function Footnotes({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ol className="footnotes" aria-label="Why figures are missing">
      {reasons.map((reason, index) => (
        <li key={reason} id={`why-${index + 1}`}>
          {missing} {reason}
        </li>
      ))}
    </ol>
  );
}
