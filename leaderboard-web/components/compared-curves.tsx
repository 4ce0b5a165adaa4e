import { loadLatencyCurves } from '../lib/api';
import type { ComparedRow } from '../lib/compare-query';
import { curveSummary } from '../lib/curve-summary';
import { readable } from '../lib/readable';
import { scenariosOf } from '../lib/scenarios';
import { words } from '../messages/words';
import { Ecdf } from './ecdf';
import { SentOnce } from './sent-once';

/** Latencies of all rows in one chart, for the first scenario that all of them ran. */
export async function ComparedCurves({ rows }: { rows: readonly ComparedRow[] }) {
  const ran = rows.map(({ record }) => scenariosOf(record).map(([scenario]) => scenario));
  const scenario = ran[0]?.find((each) => each !== 'server' && ran.every((own) => own.includes(each)));
  if (scenario === undefined) return null;
  const loaded = await Promise.all(rows.map(({ record }) => loadLatencyCurves(record.digest, scenario)));
  const curves = loaded.flatMap((each, index) =>
    each.ok && each.value.starts.length > 0 ? [{ ...each.value, row: rows[index]! }] : [],
  );
  if (curves.length === 0) return null;
  const say = words().compare;
  const series = curves.map(({ row, starts }) => ({
    name: `${row.letter} ${readable(row.record.submission.title)}`,
    starts: starts.map(({ quantilesMs }) => quantilesMs),
  }));
  return (
    <section className="section">
      <h2>{say.latencyByStart}</h2>
      <p className="section-note">{say.curvesNote(scenario)}</p>
      <SentOnce>
        <Ecdf
          series={series}
          probabilities={curves[0]!.probabilities}
          nullModel={null}
          summary={curves.map(({ row, ...each }) => `${row.letter}: ${curveSummary(each)}`).join(' ')}
        />
      </SentOnce>
    </section>
  );
}
