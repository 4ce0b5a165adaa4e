// One training of one baseline, in a process of its own: `node one.mjs <task> <baseline> <rows>`; digests of what was learnt as one JSON document on standard output.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtIn } from '@paretoboard/baselines/registry.js';
import { shareOfSurrogate } from '@paretoboard/baselines/share-of-surrogate.js';
import { trainInProcess } from '@paretoboard/baselines/train-in-process.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { loadTask } from '@paretoboard/tasks/registry.js';

const [task, submission, rows] = process.argv.slice(2);
// Standard output is for the findings.
console.log = console.error;
const runtime = await openRuntime('tensorflow', { threads: 1 });
const module = await loadTask(task);
const { manifest, entryUrl } = builtIn(task, submission);
const { default: implementation } = await import(entryUrl.href);
const data = await shareOfSurrogate(module, { train: Number(rows), validation: Math.ceil(rows / 4), test: 4 });
const { summary, losses, artefactFolder } = await trainInProcess(implementation, {
  runtime,
  module,
  data,
  track: manifest.track,
  seed: 1,
});

const hash = createHash('sha256');
const files = readdirSync(artefactFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const paths = files.map((file) => join(file.parentPath ?? file.path, file.name)).sort();
for (const path of paths) hash.update(path.slice(artefactFolder.length)).update(readFileSync(path));
const { steps } = summary;
process.stdout.write(
  `${JSON.stringify({ task, submission, steps, losses, artefactSha256: hash.digest('hex'), ok: true })}\n`,
);
process.exit(0);
