import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repositoryRoot } from './places.mjs';
import { runTool } from './run-tool.mjs';

const site = join(repositoryRoot, 'leaderboard-web');
const stampPath = join(site, '.next', 'paretoboard-build.json');
const generated = new Set(['.next', 'node_modules', 'dist', 'next-env.d.ts', 'test-results']);

/** Hash over all that the site is built from: its own files, the contract, and the pinned packages. */
function sourceDigest() {
  const hash = createHash('sha256');
  const sources = [site, join(repositoryRoot, 'harness', 'contract', 'src')].flatMap(filesBelow);
  for (const path of [...sources, join(repositoryRoot, 'package-lock.json')].sort()) {
    hash
      .update(`${relative(repositoryRoot, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name) || /\.test\.tsx?$|\.log$|\.tsbuildinfo$/.test(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

export function siteIsBuilt() {
  if (!existsSync(join(site, '.next', 'BUILD_ID')) || !existsSync(stampPath)) return false;
  return JSON.parse(readFileSync(stampPath, 'utf8')).sources === sourceDigest();
}

/** @param {(text: string) => void} progress */
export async function buildSite(progress) {
  const sources = sourceDigest();
  const next = join(repositoryRoot, 'node_modules', 'next', 'dist', 'bin', 'next');
  await runTool('next-build', [process.execPath, next, 'build'], {
    cwd: site,
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    onLine: (line) => line.trim() !== '' && progress(line.trim().slice(0, 80)),
  });
  writeFileSync(stampPath, `${JSON.stringify({ sources })}\n`);
}
