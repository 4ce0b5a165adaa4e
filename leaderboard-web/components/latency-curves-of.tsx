import type { Scenario } from '@paretoboard/contract/scenario.js';
import { loadLatencyCurves } from '../lib/api';
import { curveSummary } from '../lib/curve-summary';
import { words } from '../messages/words';
import { Ecdf } from './ecdf';
import { LatencyTimeline } from './latency-timeline';
import { SentOnce } from './sent-once';

/** Every timed query of one scenario: how they are distributed, and how they went on. Nothing where the queries are not at hand. */
export async function LatencyCurvesOf({ record, scenario }: { record: string; scenario: Scenario }) {
  const curves = await loadLatencyCurves(record, scenario);
  if (!curves.ok || curves.value.starts.length === 0) return null;
  const say = words().record;
  const { starts, probabilities, nullModel } = curves.value;
  return (
    <SentOnce>
      <div className="latency-curves">
        <h3>{say.everyQuery}</h3>
        <Ecdf
          series={starts.map(({ start, quantilesMs }) => ({ name: say.startNumber(start + 1), starts: [quantilesMs] }))}
          probabilities={probabilities}
          nullModel={nullModel?.quantilesMs ?? null}
          summary={curveSummary(curves.value)}
        />
        <h3>{say.inOrder}</h3>
        <LatencyTimeline starts={starts} />
      </div>
    </SentOnce>
  );
}
