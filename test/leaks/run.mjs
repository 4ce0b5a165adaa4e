// No baseline may keep tensors: counts of tensors over a thousand steps of training and a thousand answers, and what compiling the answers gives.
import { fileURLToPath } from 'node:url';
import { checkEachBaseline, findingsOf } from '../each-baseline.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:leaks -- [--task id] [--submission name] [--steps n] [--answers n] [--out file]
Trains each baseline on a part of its surrogate until it has taken so many steps, and asks it so many times (runtime tensorflow, no sandbox): the number of
tensors must not grow. The answers of a compiled network are compared with those operation by operation, one after the other: largest difference, medians.

  --task id, --submission name   only these; may be given several times
  --steps n      of training, at least, default 1000
  --answers n    at least, default 1000
  --out file     the findings as JSON, written after each baseline; goes on where an earlier one ended. Without it, to standard output
Exit status 1: something grew, or a baseline failed.`,
  {
    task: { type: 'string', multiple: true },
    submission: { type: 'string', multiple: true },
    steps: { type: 'string', default: '1000' },
    answers: { type: 'string', default: '1000' },
    out: { type: 'string' },
  },
);

const script = fileURLToPath(new URL('one.mjs', import.meta.url));
const milliseconds = (value) => (typeof value === 'number' ? value.toPrecision(3) : '–');
function print({ task, submission, ok, steps = 0, grownInTraining = [], asked = {}, reason }) {
  const found = ok ? 'flat' : `GREW ${JSON.stringify(reason ?? { grownInTraining, answers: asked.grown })}`;
  const difference = asked.difference === undefined ? '–' : asked.difference.toPrecision(2);
  const [compiled, plain] = [asked.compiledP50Ms, asked.plainP50Ms].map(milliseconds);
  console.error(
    `| ${task} | ${submission} | ${steps} | ${asked.answers ?? 0} | ${found} | ${difference} | ${compiled} | ${plain} |`,
  );
}

const look = (task, submission) => findingsOf(script, [task, submission, values.steps, values.answers]);
await checkEachBaseline(values, look, print);
