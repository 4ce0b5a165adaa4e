import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { line } from 'd3-shape';
import { loadRecordFile } from '../lib/api';
import { decimal } from '../lib/format';
import { readTelemetry, type TelemetryLane, telemetryLanes } from '../lib/telemetry-lanes';
import { words } from '../messages/words';
import { SentOnce } from './sent-once';

const width = 760;
const height = 34;
const mostValues = 190;
/** A longer file is left to be downloaded. */
const mostBytes = 4_000_000;

/** Load and clocks over the whole run, the timed windows shaded. Nothing where the run kept no telemetry. */
export async function TelemetryStrip({ record }: { record: BenchmarkRecord }) {
  const say = words().record;
  const file = record.files.telemetry;
  if (!file || file.bytes > mostBytes) return null;
  const text = await loadRecordFile(record.digest, file.path);
  const samples = readTelemetry(text ?? '');
  const lanes = telemetryLanes(samples, mostValues);
  const lastMs = samples.at(-1)?.atMs;
  if (lanes.length === 0 || lastMs === undefined) return null;
  const windows = record.telemetry?.windows ?? [];
  const disturbances = record.telemetry?.disturbances ?? [];
  return (
    <SentOnce>
      <figure className="telemetry">
        <h3>{say.telemetry}</h3>
        <ul>
          {lanes.map((lane) => (
            <li key={lane.name}>
              <span>
                {lane.name} <span className="detail">{rangeOf(lane)}</span>
              </span>
              <svg
                className="chart"
                viewBox={`0 0 ${width} ${height}`}
                preserveAspectRatio="none"
                aria-hidden="true"
                focusable="false"
              >
                {windows.map(({ start, scenario, fromMs, toMs }) => (
                  <rect
                    key={`${scenario} ${start} ${fromMs}`}
                    className="window"
                    x={(fromMs / lastMs) * width}
                    width={((toMs - fromMs) / lastMs) * width}
                    y="0"
                    height={height}
                  />
                ))}
                <path className="series series-0" d={pathOf(lane)} vectorEffect="non-scaling-stroke" />
              </svg>
            </li>
          ))}
        </ul>
        <figcaption className="small quiet">
          {say.telemetryNote(decimal(lastMs / 1000, 0), windows.length, disturbances.length)}
          {disturbances.length > 0 && (
            <>
              : <span lang="en">{[...new Set(disturbances.map(({ message }) => message))].slice(0, 3).join('; ')}</span>
            </>
          )}
          .
        </figcaption>
      </figure>
    </SentOnce>
  );
}

function known({ values }: TelemetryLane): number[] {
  return values.filter((value) => value !== null);
}

function rangeOf(lane: TelemetryLane): string {
  const [low, high] = [Math.min(...known(lane)), Math.max(...known(lane))];
  const digits = high >= 100 ? 0 : 2;
  return words().record.range(decimal(low, digits), decimal(high, digits), lane.unit);
}

function pathOf(lane: TelemetryLane): string {
  const high = Math.max(...known(lane), Number.MIN_VALUE);
  const step = width / Math.max(1, lane.values.length - 1);
  return (
    line<number | null>()
      .defined((value) => value !== null)
      .x((_, index) => index * step)
      .y((value) => height - 2 - ((value ?? 0) / high) * (height - 4))
      .digits(1)(lane.values) ?? ''
  );
}
