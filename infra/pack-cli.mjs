/**
 * `npm run pack:cli`: one package that works outside of the repository. Our workspaces travel inside of it (bundled dependencies), compiled; what is
 * from elsewhere is installed beside it in the versions that are pinned here.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { helpWhenAsked } from './help.mjs';
import { repositoryRoot } from './places.mjs';

helpWhenAsked(`npm run pack:cli [-- --out <folder>]: one file of the command line that npx can start anywhere.

  --out <folder>   where the file goes; default: the current folder

Then: npx ./paretoboard-<version>.tgz --help`);

const { out } = parseArgs({ options: { out: { type: 'string', default: '.' } } }).values;

const bundled = ['harness/contract', 'submissions/sdk', 'harness', 'tasks', 'baselines'];

/** Read at run time besides compiled code: where it lies in the repository → where in the package. */
const data = {
  'harness/src/claims/papers': 'node_modules/@paretoboard/harness/src/claims/papers',
  'submissions/python/src': 'node_modules/@paretoboard/harness/python-client/src',
  'submissions/python/pyproject.toml': 'node_modules/@paretoboard/harness/python-client/pyproject.toml',
  'submissions/python/README.md': 'node_modules/@paretoboard/harness/python-client/README.md',
  'submissions/examples/cpp-nearest-mean/main.cpp': 'templates/process/cpp-nearest-mean/main.cpp',
};

/** Large, and of use to some: whoever wants the runtime installs it beside. */
const optional = ['onnxruntime-node', 'webgpu'];

/** Its install script fetches a library of 2022; our set-up builds the binding against a present one, in a clone of the repository. */
const leftOut = ['@tensorflow/tfjs-node-gpu'];

function manifestOf(workspace) {
  return JSON.parse(readFileSync(join(repositoryRoot, workspace, 'package.json'), 'utf8'));
}

function isWanted(path) {
  return !/\.(map|tsbuildinfo|pyc)$|\.egg-info|\.test\.|[\\/](testing|fixtures)([\\/]|$)/.test(path);
}

function copy(from, to) {
  cpSync(join(repositoryRoot, from), to, {
    recursive: true,
    filter: (path) => isWanted(path.slice(repositoryRoot.length)),
  });
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Without dependencies of its own: they stand in the package around it. */
function bundle(workspace, staging) {
  const { name, version, type, exports } = manifestOf(workspace);
  const folder = join(staging, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  copy(join(workspace, 'dist'), join(folder, 'dist'));
  writeJson(join(folder, 'package.json'), { name, version, type, exports });
  return [name, version];
}

/** What the workspaces depend on, without types. */
function foreignDependencies() {
  const all = [...bundled, 'submissions/cli'].flatMap((workspace) =>
    Object.entries(manifestOf(workspace).dependencies ?? {}),
  );
  return Object.fromEntries(
    all.filter(([name]) => !name.startsWith('@types/') && !name.startsWith('@paretoboard/') && !leftOut.includes(name)),
  );
}

function writePackage(staging) {
  const { version, type, engines, license } = { ...manifestOf('.'), ...manifestOf('submissions/cli') };
  for (const folder of ['bin', 'dist', 'templates', 'skeleton'])
    copy(join('submissions/cli', folder), join(staging, folder));
  for (const file of ['LICENSE', 'NOTICE']) if (existsSync(join(repositoryRoot, file))) copy(file, join(staging, file));
  const readme = join('docs', 'submit', 'README.md');
  if (existsSync(join(repositoryRoot, readme))) copy(readme, join(staging, 'README.md'));
  // What environments of Python are made with, and what `init` begins a program in C++ with.
  for (const path of ['pyproject.toml', 'README.md', 'src'])
    copy(join('submissions/python', path), join(staging, 'node_modules', '@paretoboard/harness/python-client', path));
  copy('submissions/examples/cpp-nearest-mean/main.cpp', join(staging, 'templates/process/cpp-nearest-mean/main.cpp'));
  const own = Object.fromEntries(bundled.map((workspace) => bundle(workspace, staging)));
  for (const [from, to] of Object.entries(data)) copy(from, join(staging, to));
  const foreign = Object.entries(foreignDependencies());
  const chosen = (wanted) => Object.fromEntries(foreign.filter(([name]) => optional.includes(name) === wanted));
  writeJson(join(staging, 'package.json'), {
    name: 'paretoboard',
    version,
    type,
    license,
    engines,
    description:
      'The command line of Paretoboard: check, run, submit and compare implementations of the methods of research papers.',
    bin: { paretoboard: 'bin/paretoboard.js' },
    dependencies: { ...own, ...chosen(false) },
    bundleDependencies: Object.keys(own),
    peerDependencies: chosen(true),
    peerDependenciesMeta: Object.fromEntries(optional.map((name) => [name, { optional: true }])),
  });
}

if (!existsSync(join(repositoryRoot, 'submissions/cli/dist/main.js'))) {
  console.error('not built yet: run "npm run setup" once, or "npx tsc -b"');
  process.exit(3);
}
const staging = mkdtempSync(join(tmpdir(), 'paretoboard-pack-'));
try {
  writePackage(staging);
  const target = resolve(out);
  mkdirSync(target, { recursive: true });
  const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', target], {
    cwd: staging,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 2 ** 20,
  });
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(said);
  const file = join(target, basename(filename));
  console.log(JSON.stringify({ file, bytes: size, unpackedBytes: unpackedSize, files: entryCount }, null, 2));
} finally {
  rmSync(staging, { recursive: true, force: true });
}
