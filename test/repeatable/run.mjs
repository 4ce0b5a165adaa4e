// With one thread and one seed a training ends in the same bytes: each baseline twice, in processes of their own, on a part of its surrogate.
import { fileURLToPath } from 'node:url';
import { taskIds } from '@paretoboard/tasks/registry.js';
import { checkEachBaseline, findingsOf } from '../each-baseline.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:repeatable -- [--task id] [--submission name] [--all] [--rows n] [--out file]
Trains each task's paper method twice (runtime tensorflow, one thread, seed 1, steps compiled, no sandbox): losses and artefacts must be the same to the last bit.

  --task id, --submission name   only these; may be given several times
  --all          every built-in submission
  --rows n       of the surrogate to train on, at most, default 256
  --out file     the findings as JSON, written after each baseline; goes on where an earlier one ended. Without it, to standard output
Exit status 1: two trainings differed, or one failed.`,
  {
    task: { type: 'string', multiple: true },
    submission: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    rows: { type: 'string', default: '256' },
    out: { type: 'string' },
  },
);

const script = fileURLToPath(new URL('one.mjs', import.meta.url));

async function look(task, submission) {
  const [first, second] = [
    await findingsOf(script, [task, submission, values.rows]),
    await findingsOf(script, [task, submission, values.rows]),
  ];
  const failed = [first, second].find(({ ok }) => !ok);
  if (failed) return failed;
  const { steps, losses, artefactSha256 } = first;
  const ok = artefactSha256 === second.artefactSha256 && JSON.stringify(losses) === JSON.stringify(second.losses);
  return {
    task,
    submission,
    steps,
    losses: losses.length,
    ok,
    artefactsSha256: [artefactSha256, second.artefactSha256],
  };
}

function print({ task, submission, ok, steps = 0, reason = 'the two differ' }) {
  console.error(`| ${task} | ${submission} | ${steps} | ${ok ? 'the same' : `NOT THE SAME: ${reason}`} |`);
}

const methods = values.all ? undefined : taskIds;
const chosen = { ...values, submission: values.submission ?? methods };
await checkEachBaseline(chosen, look, print);
