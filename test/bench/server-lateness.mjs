// How late the scenario `server` issues queries at 2,000 a second, when the answers come at once.
import { alternate } from './alternate.mjs';
import { fromHarness, loadNull, startSession } from './instrument.mjs';
import { notMeasured, shown } from './report.mjs';

const { ServerTrialRun } = await fromHarness('run/scenarios/server-trial.js');
const { predict } = await fromHarness('run/interactions/predict.js');
const { canWaitReadable } = await fromHarness('wire/wait-readable.js');

const ratePerSecond = 2_000;
const secondsPerTrial = 2;
const alternations = 6;
const never = 1e9;

export async function serverLateness(folder) {
  if (!canWaitReadable()) return [notMeasured('server-lateness-2000', 'poll(2) cannot be called on this machine')];
  const session = startSession(folder);
  try {
    const outputs = loadNull(session, 43);
    const x = { dtype: 'float32', shape: [1, 256], data: new Float32Array(256) };
    const query = { inputs: { x }, items: 1, originals: [null] };
    const load = {
      task: { outputs },
      interaction: predict,
      limits: { queryMs: { limit: 10_000 } },
    };
    let trial = 0;
    const run = (rate) => {
      const samples = [];
      const start = {
        session,
        start: 0,
        model: 'null',
        load,
        seed: 1,
        onSample: (sample) => samples.push(sample),
        onAnswer() {},
      };
      const plan = { trial: trial++, ratePerSecond: rate, queries: rate * secondsPerTrial, boundMs: never };
      new ServerTrialRun(start, plan, new Array(plan.queries).fill(query)).run();
      return samples.map(({ lateMs }) => lateMs * 1_000);
    };
    run(ratePerSecond);
    const { ours, theirs } = await alternate(
      alternations,
      () => run(ratePerSecond),
      () => run(ratePerSecond / 4),
    );
    const detail = { ratePerSecond, n: ours.n, beside: `${ratePerSecond / 4} a second` };
    return [
      shown({ id: 'server-lateness-2000-p50', unit: 'µs', ours: ours.p50, theirs: theirs.p50, detail }),
      shown({ id: 'server-lateness-2000-p99', unit: 'µs', ours: ours.p99, theirs: theirs.p99 }),
    ];
  } finally {
    session.close();
  }
}
