// Every budget exceeded a little, by far and slowly, by real processes: what stopped each, and how far over it was by then.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overspend, overspendWays, smallBudgets } from '@paretoboard/harness/run/fixtures/overspend.js';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:budgets -- [--level process|namespace|both] [--budget id] [--out file]
Every budget exceeded a little, by far and slowly, by real processes: what stopped each, and how far over it was by then.

  --level level   of isolation, default process
  --budget id     only this one
  --out file      the table as JSON`,
  {
    level: { type: 'string', default: 'process' },
    budget: { type: 'string' },
    out: { type: 'string' },
  },
);

const levels = values.level === 'both' ? ['process', 'namespace'] : [values.level];
if (!levels.every((level) => ['process', 'namespace'].includes(level))) {
  console.error(`--level: expected process, namespace or both; found ${values.level}`);
  process.exit(2);
}

const root = mkdtempSync(join(tmpdir(), 'paretoboard-budgets-'));
const results = [];

async function exceed(budget, way, level) {
  const { record, use } = await overspend(root, budget, way, level);
  const [reason] = record.reasons;
  const share = use.used === null ? null : use.used / use.limit;
  // What the kernel refuses never happens: then the use stays at its limit, and the run goes on.
  const isHeld = (share === null || share <= 1) && ['processes', 'scratchBytes'].includes(budget.id);
  results.push({
    level,
    budget: budget.id,
    unit: budget.unit,
    way,
    limit: use.limit,
    used: use.used,
    overAtStop: share === null ? null : Math.max(0, share - 1),
    code: reason?.code ?? null,
    ok: reason?.code === budget.code || isHeld,
  });
  const over = share === null ? 'not seen' : `${(100 * (share - 1)).toFixed(1)} %`;
  const used = use.used === null ? '–' : Number(use.used.toPrecision(5));
  console.error(
    `| ${level} | ${budget.id} | ${way} | ${used} of ${use.limit} ${budget.unit} | ${over} | ${isHeld ? 'held by the kernel' : `\`${reason?.code}\``} |`,
  );
}

try {
  for (const level of levels)
    for (const budget of smallBudgets)
      if (!values.budget || values.budget === budget.id)
        for (const way of overspendWays) await exceed(budget, way, level);
} finally {
  rmSync(root, { recursive: true, force: true });
}
const failed = results.filter((result) => !result.ok);
const document = { levels, results, ok: failed.length === 0 };
if (values.out) writeFileSync(values.out, `${JSON.stringify(document, null, 2)}\n`);
else console.log(JSON.stringify(document));
process.exitCode = document.ok ? 0 : 1;
