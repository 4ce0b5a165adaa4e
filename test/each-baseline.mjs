import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { builtInsOf } from '@paretoboard/baselines/registry.js';
import { taskIds } from '@paretoboard/tasks/registry.js';

const run = promisify(execFile);

/** What a script that looks at one baseline printed, JSON; where it failed, `ok: false` and why. */
export async function findingsOf(script, [task, submission, ...args]) {
  try {
    const { stdout } = await run(process.execPath, [script, task, submission, ...args], { maxBuffer: 2 ** 24 });
    return JSON.parse(stdout);
  } catch (error) {
    return { task, submission, ok: false, reason: String(error.stderr || error.message).slice(-2000) };
  }
}

/**
 * Looks at one baseline after the other, prints what was found of each, and writes all into `out` after each; what an earlier run wrote there stays.
 * @param {{ task?: string[], submission?: string[], out?: string, about?: object }} chosen all tasks, all submissions, no file where undefined; `about` stands before the results
 * @param look (task, submission) → findings, with `task` and `submission`
 * @returns the document: `about`, all `results`, and `ok` unless one of them says that it is not
 */
export async function eachBaseline({ task, submission, out, about = {} }, look, print) {
  const results = out && existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')).results : [];
  const document = () => ({ ...about, results, ok: results.every(({ ok }) => ok !== false) });
  for (const id of task ?? taskIds) {
    for (const { manifest } of builtInsOf(id)) {
      if (submission && !submission.includes(manifest.name)) continue;
      const earlier = results.find((one) => one.task === id && one.submission === manifest.name);
      const found = earlier ?? (await look(id, manifest.name));
      print(found);
      if (earlier) continue;
      results.push(found);
      if (out) writeFileSync(out, `${JSON.stringify(document(), null, 2)}\n`);
    }
  }
  return document();
}

/** As `eachBaseline`; without `out` the document goes to standard output. Exit status 1: not all are `ok`. */
export async function checkEachBaseline(chosen, look, print) {
  const document = await eachBaseline(chosen, look, print);
  if (!chosen.out) console.log(JSON.stringify(document));
  process.exitCode = document.ok ? 0 : 1;
}
