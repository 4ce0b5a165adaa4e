import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MetricResult } from '@paretoboard/contract/record.js';
import type { BoardEntry } from '@paretoboard/harness/board/board.js';
import { orderKey } from '@paretoboard/harness/board/order-key.js';
import { rankingGroup } from '@paretoboard/harness/board/ranking-group.js';
import { bestFirst } from '@paretoboard/harness/ranking/best-first.js';
import { type AccuracyFigure, testAccuracy } from '@paretoboard/harness/ranking/pair-test.js';

/** Longest that others wait while pairs are tested, in ms, but for one test. */
const sliceMs = 5;

/** A row's figure, and what ranks it. */
interface Figure extends AccuracyFigure {
  readonly group: string;
  readonly key: string;
}

function figureOf({ standing }: BoardEntry): Figure | null {
  if (!standing?.items || standing.record.verdict !== 'VALID') return null;
  const metric = standing.record.metrics.find(({ primary }) => primary);
  if (!metric) return null;
  return { metric, items: standing.items, group: rankingGroup(standing.record), key: orderKey(standing.record) };
}

/**
 * Tests the pairs of rows that ranking will ask for, a few at a time: what was tested is remembered for as long as its evidence is kept, so that ranking takes no
 * long turn of its own, and who asks for anything else meanwhile is answered.
 */
export async function testAhead(entries: readonly BoardEntry[], direction: MetricResult['direction']): Promise<void> {
  const groups = new Map<string, Figure[]>();
  for (const figure of entries.flatMap((entry) => figureOf(entry) ?? []))
    groups.set(figure.group, [...(groups.get(figure.group) ?? []), figure]);
  let begunMs = performance.now();
  for (const figures of groups.values()) {
    const order = bestFirst(
      figures.map(({ key, metric }) => ({ key, value: metric.value })),
      direction,
    );
    for (const [place, better] of order.entries()) {
      for (const worse of order.slice(place + 1)) {
        testAccuracy(figures[better]!, figures[worse]!);
        if (performance.now() - begunMs < sliceMs) continue;
        await nextTurn();
        begunMs = performance.now();
      }
    }
  }
}
