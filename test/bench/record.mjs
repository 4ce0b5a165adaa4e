// A record with raw samples and per-item outcomes: written, then verified in full.
import { median } from './alternate.mjs';
import { fromHarness } from './instrument.mjs';
import { shown, within } from './report.mjs';

const { recordSpeed } = await fromHarness('records/testing/record-speed.js');

const items = 100_008; // A multiple of 12: two seeds, three starts, two models.
const limitMs = 1_000;
const repeats = 5;

export async function record() {
  const runs = [];
  for (let run = 0; run < repeats; run++) runs.push(await recordSpeed(items));
  const of = (figure) => median(runs.map(figure));
  const detail = { items, bytes: runs[0].bytes };
  return [
    within(limitMs, { id: 'record-100k-items', unit: 'ms', ours: of((run) => run.writeMs + run.verifyMs), detail }),
    shown({ id: 'record-100k-items-write', unit: 'ms', ours: of((run) => run.writeMs) }),
    shown({ id: 'record-100k-items-verify', unit: 'ms', ours: of((run) => run.verifyMs) }),
  ];
}
