import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withBuildLock } from './build-lock.mjs';
import { librarySources } from './library-sources.mjs';
import { findPythons } from './python.mjs';
import { lastLine, runCommand } from './run-command.mjs';

/** Version of what lies in a build folder; raising it makes every clone build anew. */
const LAYOUT = 1;
const ABANDONED_BUILD_MS = 60 * 60_000;
const QUIET_LOG = fileURLToPath(new URL('quiet-log.cc', import.meta.url));
const QUIET_LOADER = fileURLToPath(new URL('quiet-loader.cc', import.meta.url));
const COST = 'native TensorFlow is not built; wasm is used';

/**
 * Builds the binding of `@tensorflow/tfjs-node-gpu` against a current libtensorflow, once per cache folder.
 * Nothing is written into node_modules: the result is a folder of the cache, published by one rename, and a pointer
 * file (`current-<platform>-<arch>-<package version>.json`) that the harness reads.
 * Never throws: every failure is one line through `log` and `{available: false, reason}`.
 * @param {{cacheDir: string, repositoryRoot: string, log?: (line: string) => void}} options
 * @returns {Promise<{available: true, folder: string, version: string, variant: 'cpu' | 'cuda', source: string, cached: boolean} | {available: false, reason: string}>}
 */
export async function ensureNativeTensorflow({ cacheDir, repositoryRoot, log = () => {} }) {
  const startedAt = performance.now();
  const say = (line) => log(`native TensorFlow: ${line} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  try {
    const plan = await planBuild(cacheDir, repositoryRoot);
    const ready = readCurrent(plan);
    if (ready) return { available: true, ...ready, cached: true };
    const lock = join(plan.root, `${plan.pointerName}.lock`);
    return await withBuildLock(
      lock,
      () => say('another set-up is building it, waiting'),
      async () => {
        const meanwhile = readCurrent(plan);
        if (meanwhile) return { available: true, ...meanwhile, cached: true };
        return { available: true, ...(await buildFirstThatWorks(plan, say)), cached: false };
      },
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log(`${reason}: ${COST}`);
    return { available: false, reason };
  }
}

/** Everything that decides which build fits this machine; throws when none can be made. */
async function planBuild(cacheDir, repositoryRoot) {
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new Error(`no build of libtensorflow for ${process.platform}`);
  }
  const packageFolder = findPackage(repositoryRoot, '@tensorflow/tfjs-node-gpu');
  if (!packageFolder) throw new Error('@tensorflow/tfjs-node-gpu is not installed (run npm ci)');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const root = join(cacheDir, 'native-tensorflow');
  return {
    root,
    packageFolder,
    repositoryRoot,
    wanted: await wantedVariant(),
    libraryDirectory: process.env.LIBTENSORFLOW_DIR ?? null,
    bindingDigest: digestOfSources(join(packageFolder, 'binding')),
    pointerName: `current-${process.platform}-${process.arch}-${version}.json`,
  };
}

/** The build that the pointer names, when it is whole and still what this machine wants; else null. */
function readCurrent(plan) {
  const pointer = readJson(join(plan.root, plan.pointerName));
  if (!pointer || pointer.layout !== LAYOUT || pointer.bindingDigest !== plan.bindingDigest) return null;
  if (pointer.wanted !== plan.wanted || pointer.libraryDirectory !== plan.libraryDirectory) return null;
  const folder = join(plan.root, pointer.build);
  const files = [pointer.binding, pointer.quietLoader, ...pointer.libraries];
  if (!files.every((file) => existsSync(join(folder, file)))) return null;
  return { folder, version: pointer.version, variant: pointer.variant, source: pointer.source };
}

async function buildFirstThatWorks(plan, say) {
  const compiler = await findCompiler();
  const headers = findNodeHeaders(plan.repositoryRoot);
  mkdirSync(plan.root, { recursive: true });
  removeAbandonedBuilds(plan.root);
  const pythons = await findPythons();
  const variants = plan.wanted === 'cuda' ? ['cuda', 'cpu'] : ['cpu'];
  const failures = [];
  for (const variant of variants) {
    for (const source of librarySources({ pythons, variant, log: say })) {
      try {
        const built = await buildFrom(source, { plan, compiler, headers, say });
        if (built) return built;
      } catch (error) {
        failures.push(error.message);
        say(`${source.name} (${variant}) did not work: ${error.message}`);
      }
    }
  }
  throw new Error(`no libtensorflow to be had (${failures.join('; ')})`);
}

async function buildFrom(source, { plan, compiler, headers, say }) {
  const folder = mkdtempSync(join(plan.root, '.building-'));
  try {
    const library = await source.obtain(folder);
    if (!library) return null;
    say(`compiling the binding against ${library.source}`);
    await compileBinding({ plan, compiler, headers, library, folder });
    const version = await tryBinding(join(folder, 'tfjs_binding.node'));
    rmSync(join(folder, 'tensorflow', 'include'), { recursive: true, force: true });
    const published = publish({ plan, folder, library, version });
    say(`TensorFlow ${version} ready, ${library.variant}, from ${library.source}`);
    return published;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compileBinding({ plan, compiler, headers, library, folder }) {
  const binding = join(plan.packageFolder, 'binding');
  const isMac = process.platform === 'darwin';
  const flags = ['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-I', headers];
  if (isMac) flags.push('-undefined', 'dynamic_lookup');
  await compile(compiler, [
    ...flags,
    '-I',
    library.includeFolder,
    join(binding, 'tfjs_backend.cc'),
    join(binding, 'tfjs_binding.cc'),
    QUIET_LOG,
    '-o',
    join(folder, 'tfjs_binding.node'),
    ...library.libraries.map((name) => join(folder, library.libraryFolder, name)),
    `-Wl,-rpath,${isMac ? '@loader_path' : '$ORIGIN'}/${library.libraryFolder}`,
  ]);
  const loaderName = '-DNODE_GYP_MODULE_NAME=quiet_loader';
  await compile(compiler, [...flags, loaderName, QUIET_LOADER, '-o', join(folder, 'quiet_loader.node'), '-ldl']);
}

async function compile(compiler, args) {
  const { code, stderr } = await runCommand(compiler, args);
  if (code === 0) return;
  const problem = stderr.split('\n').find((line) => /error/i.test(line)) ?? lastLine(stderr);
  throw new Error(`the binding does not compile: ${problem}`);
}

/**
 * Loads the fresh binding in another process and multiplies two numbers: a build that cannot do this is never
 * published.
 * @returns {Promise<string>} TensorFlow's version
 */
async function tryBinding(path) {
  const script = `
    const binding = require(process.argv[1]);
    const make = (value) => binding.createTensor([], binding.TF_FLOAT, new Float32Array([value]));
    const type = {name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT};
    const [product] = binding.executeOp('Mul', [type], [make(6), make(7)], 1);
    if (binding.tensorDataSync(product.id)[0] !== 42) throw new Error('6 x 7 is not 42');
    console.log(binding.TF_Version);`;
  const { code, stdout, stderr } = await runCommand(process.execPath, ['-e', script, path], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    timeoutMs: 120_000,
  });
  const version = lastLine(stdout);
  if (code === 0 && /^\d+\.\d+/.test(version)) return version;
  const problem = stderr.split('\n').find((line) => /Error:/.test(line)) ?? lastLine(stderr);
  throw new Error(`the built binding does not work: ${problem}`);
}

function publish({ plan, folder, library, version }) {
  const build = `${version}-${library.variant}-${process.platform}-${process.arch}-${plan.bindingDigest.slice(0, 12)}-${Date.now().toString(36)}`;
  const pointer = {
    layout: LAYOUT,
    build,
    version,
    variant: library.variant,
    wanted: plan.wanted,
    source: library.source,
    libraryDirectory: plan.libraryDirectory,
    bindingDigest: plan.bindingDigest,
    binding: 'tfjs_binding.node',
    quietLoader: 'quiet_loader.node',
    foreignFolders: library.foreignFolders,
    libraries: library.libraries.map((name) => `${library.libraryFolder}/${name}`),
  };
  renameSync(folder, join(plan.root, build));
  const temporary = join(plan.root, `.${plan.pointerName}.${process.pid}`);
  writeFileSync(temporary, `${JSON.stringify(pointer, null, 2)}\n`);
  renameSync(temporary, join(plan.root, plan.pointerName));
  return { folder: join(plan.root, build), version, variant: library.variant, source: library.source };
}

/** Broken-off builds, and finished ones that no pointer names any more; young ones may be another set-up's work. */
function removeAbandonedBuilds(root) {
  const pointers = readdirSync(root).filter((name) => name.startsWith('current-') && name.endsWith('.json'));
  const inUse = new Set(pointers.map((name) => readJson(join(root, name))?.build));
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const folder = join(root, entry.name);
    if (!entry.isDirectory() || inUse.has(entry.name)) continue;
    if (Date.now() - statSync(folder).mtimeMs > ABANDONED_BUILD_MS) rmSync(folder, { recursive: true, force: true });
  }
}

async function findCompiler() {
  const candidates = [process.env.CXX, 'g++', 'clang++', 'c++'].filter((name) => name);
  for (const name of candidates) {
    const { code } = await runCommand(name, ['--version']);
    if (code === 0) return name;
  }
  throw new Error('no C++ compiler');
}

/** The machine's own headers beside the running Node, else those of the package `node-api-headers`. */
function findNodeHeaders(repositoryRoot) {
  const beside = join(dirname(dirname(process.execPath)), 'include', 'node');
  if (existsSync(join(beside, 'node_api.h'))) return beside;
  const headers = findPackage(repositoryRoot, 'node-api-headers');
  if (headers) return join(headers, 'include');
  throw new Error('no Node headers (the package node-api-headers is not installed)');
}

/** `PARETOBOARD_TENSORFLOW=cpu` spares the download of CUDA's libraries; `cuda` fetches them for another machine. */
async function wantedVariant() {
  const asked = process.env.PARETOBOARD_TENSORFLOW;
  if (asked === 'cpu' || asked === 'cuda') return asked;
  if (asked) throw new Error(`PARETOBOARD_TENSORFLOW: expected cpu or cuda, found ${JSON.stringify(asked)}`);
  return (await hasNvidiaDriver()) ? 'cuda' : 'cpu';
}

async function hasNvidiaDriver() {
  if (process.platform !== 'linux') return false;
  if (existsSync('/proc/driver/nvidia/version')) return true;
  const { code, stdout } = await runCommand('nvidia-smi', ['-L'], { timeoutMs: 20_000 });
  return code === 0 && stdout.includes('GPU');
}

function findPackage(repositoryRoot, name) {
  try {
    const require = createRequire(pathToFileURL(join(resolve(repositoryRoot), 'package.json')));
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

function digestOfSources(folder) {
  const hash = createHash('sha256').update(readFileSync(QUIET_LOG)).update(readFileSync(QUIET_LOADER));
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function defaultCacheDir() {
  if (process.env.PARETOBOARD_CACHE) return resolve(process.env.PARETOBOARD_CACHE);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'paretoboard');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'paretoboard');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const result = await ensureNativeTensorflow({
    cacheDir: defaultCacheDir(),
    repositoryRoot: resolve(dirname(fileURLToPath(import.meta.url)), '../..'),
    log: (line) => console.error(line),
  });
  console.log(JSON.stringify(result));
  process.exitCode = result.available ? 0 : 1;
}
