import type { Board } from '@paretoboard/contract/board.js';
import type { ReactNode } from 'react';
import type { BoardColumn } from '../lib/board-columns';
import type { LetteredRow } from '../lib/board-points';
import type { BoardView } from '../lib/board-view';
import { currentLanguage } from '../lib/current-language';
import {
  bytes,
  count,
  decimal,
  metricInterval,
  metricValue,
  milliseconds,
  missing,
  plainNumber,
  signed,
  significant,
} from '../lib/format';
import { latencySpread } from '../lib/latency-spread';
import { type MissingField, missingReasons } from '../lib/missing-reasons';
import { words } from '../messages/words';
import { LatencyStrip, ValueStrip } from './strips';

export interface CellProperties {
  column: BoardColumn;
  lettered: LetteredRow;
  board: Board;
  view: BoardView;
  footnotes: readonly string[];
}

/** One figure of a row, with all that it needs to be read: interval, n, or why it is missing. */
export function BoardCell(properties: CellProperties) {
  const { column } = properties;
  if (column.id === 'rank') {
    return (
      <td className="rank-cell">
        <Rank row={properties.lettered.row} />
      </td>
    );
  }
  return (
    <td className={classes[column.id] ?? 'figure'} data-label={column.title}>
      {contentOf(properties)}
    </td>
  );
}

/** On a narrow screen the cell that `opens` begins a line. */
const classes: Readonly<Record<string, string>> = {
  value: 'figure opens',
  runtime: 'runtime',
};

const contents: Readonly<Record<string, (properties: CellProperties) => ReactNode>> = {
  value: Value,
  latency: Latency,
  p90: (properties) => <Percentile name="p90Ms" {...properties} />,
  p99: (properties) => <Percentile name="p99Ms" {...properties} />,
  'null-model': ({ column, lettered, footnotes }) => (
    <>
      {milliseconds(column.value(lettered))}
      <Why field="nullModel" lettered={lettered} footnotes={footnotes} />
    </>
  ),
  cold: Cold,
  runtime: Runtime,
  memory: Memory,
  claim: Claim,
  artefact: ({ column, lettered }) => bytes(column.value(lettered)),
  yours: ({ column, lettered }) => {
    const value = column.value(lettered);
    return value === null ? missing : decimal(value, 1);
  },
  energy: ({ lettered: { row } }) =>
    row.resources.energyJoules == null ? (
      <span className="quiet small" lang="en">
        {row.resources.energyReason ?? missing}
      </span>
    ) : (
      significant(row.resources.energyJoules, 3)
    ),
};

function contentOf(properties: CellProperties): ReactNode {
  const { column, lettered } = properties;
  const content = contents[column.id];
  if (content) return content(properties);
  if (column.id.startsWith('metric-')) return <OtherMetric {...properties} />;
  const value = column.value(lettered);
  if (value === null) return missing;
  return value >= 100 ? count(Math.round(value)) : plainNumber(Number(value.toPrecision(3)));
}

function Value({ lettered, view, footnotes }: CellProperties) {
  const { row, metric: result } = lettered;
  const { metric } = view;
  return (
    <>
      <span className="main-figure">{metricValue(result?.value ?? null, metric.unit)}</span>
      <Why field="value" lettered={lettered} footnotes={footnotes} />
      {result && (
        <span className="detail">
          <span className="nobr">
            {metricInterval(result.low, result.high, metric.unit) ?? words().terms.noInterval}
          </span>{' '}
          <span className="nobr">
            n {count(result.n)}
            {result.perSeed.length > 1 && `, ${words().board.seeds(result.perSeed.length)}`}
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
    </>
  );
}

function OtherMetric({ column, lettered }: CellProperties) {
  const result = lettered.row.metrics.find(({ id }) => `metric-${id}` === column.id);
  if (!result) return missing;
  return (
    <>
      {metricValue(result.value, result.unit)}
      <span className="detail nobr">
        {metricInterval(result.low, result.high, result.unit) ?? words().terms.noInterval}
      </span>
    </>
  );
}

function Latency({ lettered, view, footnotes }: CellProperties) {
  const { row, latency } = lettered;
  return (
    <>
      <span className="main-figure">{milliseconds(latency?.p50Ms ?? null)}</span>
      <Why field="p50Ms" lettered={lettered} footnotes={footnotes} />
      {latency && (
        <span className="detail">
          <span className="nobr">{latencySpread(latency).text}</span>{' '}
          <span className="nobr">
            n {count(latency.n)}, {words().board.starts(latency.starts)}
          </span>
        </span>
      )}
      <LatencyStrip latencies={view.axisLatencies} own={latency} front={row.onParetoFront} />
    </>
  );
}

function Percentile({ name, lettered, footnotes }: CellProperties & { name: 'p90Ms' | 'p99Ms' }) {
  return (
    <>
      {milliseconds(lettered.latency?.[name] ?? null)}
      <Why field={name} lettered={lettered} footnotes={footnotes} />
    </>
  );
}

function Cold({ lettered, footnotes }: CellProperties) {
  return (
    <>
      <span className="nobr">{milliseconds(lettered.row.cold.loadMs)}</span>
      <Why field="loadMs" lettered={lettered} footnotes={footnotes} />
      <span className="detail">{milliseconds(lettered.row.cold.firstCallMs)}</span>
    </>
  );
}

function Runtime({ lettered: { row } }: CellProperties) {
  const say = words().board;
  return (
    <>
      {row.runtime.name} {row.runtime.version}
      <span className="detail">
        {row.runtime.device}
        {row.runtime.threads !== null && `, ${say.threads(row.runtime.threads)}`}
      </span>
      <span className="detail">{say.sandbox(row.sandbox.level)}</span>
    </>
  );
}

function Memory({ lettered, footnotes }: CellProperties) {
  const { peakMemoryBytes, parameters } = lettered.row.resources;
  const say = words().board;
  return (
    <>
      <span className="nobr">{bytes(peakMemoryBytes)}</span>
      <Why field="peakMemory" lettered={lettered} footnotes={footnotes} />
      <span className="detail nobr">
        {parameters
          ? parameters.source === 'declared'
            ? say.declared(count(parameters.value))
            : count(parameters.value)
          : say.parameters(missing)}
      </span>
    </>
  );
}

function Claim({ lettered: { row }, view: { metric } }: CellProperties) {
  if (!row.claim) return <span className="quiet">{words().board.noClaim}</span>;
  return (
    <>
      {metricValue(row.claim.value, metric.unit)}
      <span className="detail">
        <span className="nobr">
          {row.claim.difference === null ? missing : signed(row.claim.difference, metric.unit)}
        </span>{' '}
        <span className="nobr" lang="en">
          {row.claim.table}
        </span>
      </span>
    </>
  );
}

function Rank({ row }: { row: LetteredRow['row'] }) {
  const { board: say, terms } = words();
  if (row.rank === null) return <Unranked obstacle={row.rankObstacle} />;
  const shared = row.rankBasis === 'tied' || row.rankBasis === 'underpowered';
  return (
    <>
      <span className="main-figure">
        {row.rank}
        {shared && '='}
      </span>
      {/* The title is the API's English sentence. */}
      <span className="detail" title={row.rankWords} lang="en">
        <span lang={currentLanguage()}>{terms.rankBases[row.rankBasis]}</span>
      </span>
      {row.latencyRank !== null && <span className="detail">{say.latencyRank(row.latencyRank)}</span>}
    </>
  );
}

/** Why a row has no rank, as far as the API says. */
function Unranked({ obstacle }: { obstacle: string | null }) {
  const { board: say, terms } = words();
  if (obstacle === null) return <span className="detail">{terms.rankBases.unranked}</span>;
  return (
    <span className="detail">
      {say.unranked} <span lang="en">{obstacle}</span>
    </span>
  );
}

/** The number of the footnote that says why a figure is missing. */
function Why({
  field,
  lettered,
  footnotes,
}: {
  field: MissingField;
  lettered: LetteredRow;
  footnotes: readonly string[];
}) {
  const reason = missingReasons(lettered)[field];
  if (reason === undefined) return null;
  const number = footnotes.indexOf(reason) + 1;
  return (
    // The title is the API's English sentence.
    <sup title={reason} lang="en">
      <a href={`#why-${number}`} lang={currentLanguage()} aria-label={words().board.note(number)}>
        {number}
      </a>
    </sup>
  );
}
