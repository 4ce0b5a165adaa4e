import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.mjs';
import { scriptOptions } from '../script-options.mjs';
import { stepsOf } from './read-page.mjs';

const { out, page: wanted } = scriptOptions(
  `
npm run test:tutorials [-- --page <name>] [-- --out <file>]
Runs the pages of docs/submit as they are written, each in a fresh folder, against a real server (npm start on free ports, with a state of its own).

  --page <name>   one page, such as tfjs-module
  --out <file>    the outcome as one JSON document
`,
  { out: { type: 'string' }, page: { type: 'string' } },
);

const repository = fileURLToPath(new URL('../..', import.meta.url));
const pagesFolder = join(repository, 'docs', 'submit');
const readyWithinMs = 300_000;
const stepWithinMs = 600_000;

/** `npm start` with a state of its own. @returns {Promise<{environment: NodeJS.ProcessEnv, stop(): Promise<void>}>} */
async function startServer(home) {
  const [web, api] = [await freePort(), await freePort()];
  const environment = {
    ...process.env,
    PARETOBOARD_HOME: home,
    PARETOBOARD_WEB_PORT: String(web),
    PARETOBOARD_API_PORT: String(api),
    PARETOBOARD_BASELINES: 'none',
  };
  const child = spawn(process.execPath, [join(repository, 'infra', 'start.mjs')], {
    cwd: repository,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ready = new Promise((fulfil, reject) => {
    const timer = setTimeout(() => reject(new Error(`npm start was not ready in time:\n${said}`)), readyWithinMs);
    const hear = (chunk) => {
      said += chunk;
      if (!said.includes('ready:')) return;
      clearTimeout(timer);
      fulfil();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (status) => reject(new Error(`npm start ended with ${status}:\n${said}`)));
  });
  await ready;
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { environment: { ...environment, PARETOBOARD_API_URL: `http://127.0.0.1:${api}` }, stop };
}

/** As an installed package lies there: npx finds the command in the nearest `node_modules`. */
function installCommand(folder) {
  const bin = join(folder, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(join(repository, 'submissions', 'cli', 'bin', 'paretoboard.js'), join(bin, 'paretoboard'));
}

async function runShell(content, folder, environment) {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', content], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
      process.stdout.write(chunk);
    });
  }
  const timer = setTimeout(() => shell.kill('SIGKILL'), stepWithinMs);
  const [status] = await once(shell, 'close');
  clearTimeout(timer);
  return { status, said };
}

async function runStep(step, folder, environment) {
  if (step.kind === 'file') {
    const file = join(folder, step.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, step.content);
    return { status: 0, said: '' };
  }
  console.log(step.content.trimEnd().replace(/^/gm, '$ '));
  return runShell(step.content, folder, environment);
}

async function runPage(file, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-tutorial-'));
  const blocks = [];
  try {
    installCommand(folder);
    for (const step of stepsOf(readFileSync(join(pagesFolder, file), 'utf8'))) {
      const begun = performance.now();
      const { status, said } = await runStep(step, folder, environment);
      const seconds = Number(((performance.now() - begun) / 1_000).toFixed(1));
      blocks.push({ line: step.line, kind: step.kind, status, seconds });
      if (status === 0) continue;
      blocks.at(-1).said = said.slice(-4_000);
      break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const ok = blocks.every(({ status }) => status === 0);
  const seconds = Number(blocks.reduce((sum, block) => sum + block.seconds, 0).toFixed(1));
  console.log(`${ok ? 'ok' : 'FAILED'} docs/submit/${file}: ${blocks.length} blocks, ${seconds} s`);
  return { page: basename(file, '.md'), ok, seconds, blocks };
}

function wantedPages() {
  const files = readdirSync(pagesFolder).filter((file) => file.endsWith('.md'));
  const pages = files.filter((file) => stepsOf(readFileSync(join(pagesFolder, file), 'utf8')).length > 0);
  const chosen = pages.filter((file) => wanted === undefined || file === `${wanted}.md`);
  if (chosen.length > 0) return chosen.sort();
  console.error(`--page: expected one of ${pages.map((file) => basename(file, '.md')).join(', ')}, found "${wanted}"`);
  process.exit(2);
}

const chosen = wantedPages();
const home = mkdtempSync(join(tmpdir(), 'paretoboard-tutorials-home-'));
const server = await startServer(home);
const pages = [];
try {
  for (const file of chosen) pages.push(await runPage(file, server.environment));
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
const ok = pages.every((page) => page.ok);
if (out) writeFileSync(out, `${JSON.stringify({ ok, pages }, null, 2)}\n`);
process.exit(ok ? 0 : 1);
