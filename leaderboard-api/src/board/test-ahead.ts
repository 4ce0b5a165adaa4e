import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MetricResult } from '@paretoboard/contract/record.js';
import type { BoardEntry } from '@paretoboard/harness/board/board.js';
import { rankingGroup } from '@paretoboard/harness/board/ranking-group.js';
import { type AccuracyFigure, testAccuracy } from '@paretoboard/harness/ranking/pair-test.js';

/** Longest that others wait while pairs are tested, in ms, but for one test. */
const sliceMs = 5;

function figureOf({ standing }: BoardEntry): (AccuracyFigure & { readonly group: string }) | null {
  if (!standing?.items || standing.record.verdict !== 'VALID') return null;
  const metric = standing.record.metrics.find(({ primary }) => primary);
  return metric ? { metric, items: standing.items, group: rankingGroup(standing.record) } : null;
}

/** The better one first, as ranking asks. */
function bestFirst(direction: MetricResult['direction']) {
  const sign = direction === 'higher' ? -1 : 1;
  return (a: AccuracyFigure, b: AccuracyFigure): number => sign * ((a.metric.value ?? 0) - (b.metric.value ?? 0));
}

/**
 * Tests the pairs of rows that ranking will ask for, a few at a time: what was tested is remembered for as long as its evidence is kept, so that ranking takes no
 * long turn of its own, and who asks for anything else meanwhile is answered.
 */
export async function testAhead(entries: readonly BoardEntry[], direction: MetricResult['direction']): Promise<void> {
  const groups = new Map<string, AccuracyFigure[]>();
  for (const { group, ...figure } of entries.flatMap((entry) => figureOf(entry) ?? []))
    groups.set(group, [...(groups.get(group) ?? []), figure]);
  let begunMs = performance.now();
  for (const figures of groups.values()) {
    figures.sort(bestFirst(direction));
    for (const [place, better] of figures.entries()) {
      for (const worse of figures.slice(place + 1)) {
        testAccuracy(better, worse);
        if (performance.now() - begunMs < sliceMs) continue;
        await nextTurn();
        begunMs = performance.now();
      }
    }
  }
}
