import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './places.mjs';
import { runTool } from './run-tool.mjs';

const modules = join(repositoryRoot, 'node_modules');
const stampPath = join(modules, '.paretoboard-setup.json');
const lockPath = join(repositoryRoot, 'package-lock.json');

/**
 * What an installation depends on. Not on Node's version: every native package of the tree is built on Node-API.
 */
function wantedStamp() {
  const lock = createHash('sha256').update(readFileSync(lockPath)).digest('hex');
  return { lock, platform: process.platform, architecture: process.arch };
}

/** Whether `node_modules` is what the lock file asks for, on this platform. */
export function packagesAreInstalled() {
  const wanted = JSON.stringify(wantedStamp());
  if (JSON.stringify(readJson(stampPath)) === wanted) return true;
  if (!installedByHand()) return false;
  writeFileSync(stampPath, `${wanted}\n`);
  return true;
}

/**
 * A developer's own `npm ci` is as good as ours: npm leaves a list of what it put there. A package that is missing
 * from the list may only be one for another platform.
 */
function installedByHand() {
  const present = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!present) return false;
  const wanted = Object.entries(readJson(lockPath).packages).filter(([path]) => path !== '');
  return wanted.every(([path, entry]) => {
    const found = present[path];
    if (!found) return entry.optional === true && !fitsThisPlatform(entry);
    return found.version === entry.version && found.integrity === entry.integrity && found.link === entry.link;
  });
}

function fitsThisPlatform(entry) {
  const { os, cpu, libc } = entry;
  if (os && !os.includes(process.platform)) return false;
  if (cpu && !cpu.includes(process.arch)) return false;
  if (!libc) return true;
  const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined;
  return libc.includes(isGlibc ? 'glibc' : 'musl');
}

/** Installs exactly what the lock file says, from npm's cache where it can. @param {(text: string) => void} progress */
export async function installPackages(progress) {
  const entries = Object.entries(readJson(lockPath).packages).filter(([path]) => path.includes('node_modules/'));
  const total = entries.filter(([, entry]) => !entry.link && fitsThisPlatform(entry)).length;
  let fetched = 0;
  const onLine = (line) => {
    if (!/http (fetch|cache)/.test(line) || !line.includes('.tgz')) return;
    fetched += 1;
    progress(`${Math.min(fetched, total)} of ${total} packages fetched, unpacking`);
  };
  const flags = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=http'];
  await runTool('npm-ci', [...npmCommand(), ...flags], {
    onLine,
    remedy: 'Nothing works without the npm packages: check the connection to the npm registry and start again.',
  });
  writeFileSync(stampPath, `${JSON.stringify(wantedStamp())}\n`);
}

/** npm as Node runs it: the one that started us, else the one beside Node, else the one on the path. */
function npmCommand() {
  const startedBy = process.env.npm_execpath;
  const besideNode = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [startedBy, besideNode].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return script ? [process.execPath, script] : ['npm'];
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
