import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { constants, copyFile, link } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findInstalledTensorflow, findPip, pipDownload, unpackWheel } from './python.mjs';
import { lastLine, runCommand } from './run-command.mjs';

/** The release whose wheel is fetched. */
export const WHEEL_VERSION = '2.21.0';
/** The release of the official C archive: TensorFlow publishes it less often than the wheel. */
export const ARCHIVE_VERSION = '2.18.1';
const ARCHIVE_URL = 'https://storage.googleapis.com/tensorflow/versions';

/**
 * @typedef {object} Library a libtensorflow that lies in the build folder
 * @property {string} source where it came from, in words
 * @property {'cpu' | 'cuda'} variant
 * @property {string} libraryFolder relative to the build folder: holds the shared libraries
 * @property {string[]} libraries file names to link against
 * @property {string} includeFolder absolute
 * @property {string[]} foreignFolders outside the build folder, needed when it runs (CUDA's libraries of an installed package)
 */

/**
 * The ladder, best first. Each step says what it would take; `obtain` puts the library below `folder` or throws.
 * @param {{pythons: string[], variant: 'cpu' | 'cuda', log: (line: string) => void}} context
 * @returns {{name: string, obtain: (folder: string) => Promise<Library | null>}[]} `null`: this step does not apply here
 */
export function librarySources(context) {
  return [
    { name: 'LIBTENSORFLOW_DIR', obtain: fromDirectory },
    { name: 'the installed Python package tensorflow', obtain: (folder) => fromInstalledPackage(folder, context) },
    { name: 'the Python wheel', obtain: (folder) => fromWheel(folder, context) },
    { name: 'the official C archive', obtain: (folder) => fromArchive(folder, context) },
  ];
}

async function fromDirectory(folder) {
  const root = process.env.LIBTENSORFLOW_DIR;
  if (!root) return null;
  const where = describeInstallation(root);
  if (!where) {
    throw new Error(
      `LIBTENSORFLOW_DIR=${root} holds no libtensorflow: expected lib/libtensorflow.so.2 or libtensorflow_cc.so.2, and include/tensorflow/c/c_api.h`,
    );
  }
  await adoptLibraries(where, folder);
  return { source: `LIBTENSORFLOW_DIR ${root}`, variant: variantOf(root), libraryFolder: 'tensorflow', ...pick(where) };
}

async function fromInstalledPackage(folder, { pythons }) {
  const installed = await findInstalledTensorflow(pythons);
  if (!installed) return null;
  const where = describeInstallation(installed.folder);
  if (!where) throw new Error(`${installed.folder} holds no libtensorflow_cc`);
  await adoptLibraries(where, folder);
  const nvidia = join(dirname(installed.folder), 'nvidia');
  // The library looks for CUDA's own libraries in ../nvidia, relative to itself.
  if (existsSync(nvidia)) symlinkSync(nvidia, join(folder, 'nvidia'));
  return {
    source: `Python package tensorflow ${installed.version}`,
    variant: variantOf(installed.folder),
    libraryFolder: 'tensorflow',
    ...pick(where),
    foreignFolders: existsSync(nvidia) ? [nvidia] : [],
  };
}

async function fromWheel(folder, { pythons, variant, log }) {
  const python = await findPip(pythons);
  if (!python) throw new Error('no Python with pip');
  const platforms = wheelPlatforms();
  if (platforms.length === 0) throw new Error(`no wheel for ${process.platform}/${process.arch}`);
  const distribution = variant === 'cpu' && isLinuxX64() ? 'tensorflow-cpu' : 'tensorflow';
  const wheels = join(folder, 'wheels');
  mkdirSync(wheels);
  log(`fetching ${distribution} ${WHEEL_VERSION} with pip (about ${variant === 'cuda' ? '620' : '270'} MB)`);
  await pipDownload({ python, requirements: [`${distribution}==${WHEEL_VERSION}`], platforms, destination: wheels });
  await unpackAll(python, wheels, folder, ['tensorflow/libtensorflow', 'tensorflow/include/']);
  if (variant === 'cuda') await fetchCudaLibraries({ python, folder, wheels, platforms, log });
  rmSync(wheels, { recursive: true });
  const where = describeInstallation(join(folder, 'tensorflow'));
  if (!where) throw new Error(`the ${distribution} ${WHEEL_VERSION} wheel holds no libtensorflow_cc`);
  return { source: `wheel ${distribution} ${WHEEL_VERSION}`, variant, libraryFolder: 'tensorflow', ...pick(where) };
}

/** What `tensorflow[and-cuda]` asks for, read from the wheel's own metadata so that versions always fit. */
async function fetchCudaLibraries({ python, folder, wheels, platforms, log }) {
  const metadata = readdirSync(folder).find((name) => /^tensorflow-.*\.dist-info$/.test(name));
  if (!metadata) throw new Error('the tensorflow wheel has no metadata');
  const requirements = cudaRequirements(readFileSync(join(folder, metadata, 'METADATA'), 'utf8'));
  if (requirements.length === 0) throw new Error('the tensorflow wheel names no CUDA libraries');
  log(`fetching ${requirements.length} CUDA libraries with pip (about 2.5 GB)`);
  const destination = join(wheels, 'cuda');
  mkdirSync(destination);
  await pipDownload({ python, requirements, platforms, destination });
  await unpackAll(python, destination, folder, ['nvidia/']);
}

/** Requirements of the extra `and-cuda` in a wheel's METADATA. */
export function cudaRequirements(metadata) {
  return [...metadata.matchAll(/^Requires-Dist: ([^;\n]+);.*extra == ["']and-cuda["']/gm)].map((match) =>
    match[1].trim(),
  );
}

async function unpackAll(python, wheels, target, prefixes) {
  for (const name of readdirSync(wheels).filter((file) => file.endsWith('.whl'))) {
    await unpackWheel({ python, wheel: join(wheels, name), target, prefixes });
    rmSync(join(wheels, name));
  }
}

async function fromArchive(folder, { variant, log }) {
  const name = archiveName(variant);
  if (!name) throw new Error(`no archive for ${process.platform}/${process.arch}`);
  const url = `${ARCHIVE_URL}/${ARCHIVE_VERSION}/${name}`;
  log(`fetching ${url}`);
  const file = join(folder, name);
  await download(url, file);
  const target = join(folder, 'tensorflow');
  mkdirSync(target);
  const { code, stderr } = await runCommand('tar', ['-xzf', file, '-C', target]);
  rmSync(file);
  if (code !== 0) throw new Error(`could not unpack ${name}: ${lastLine(stderr)}`);
  const where = describeInstallation(target);
  if (!where) throw new Error(`${name} holds no libtensorflow`);
  return { source: `C archive ${ARCHIVE_VERSION}`, variant, libraryFolder: 'tensorflow/lib', ...pick(where) };
}

async function download(url, file) {
  let response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(15 * 60_000) });
  } catch (error) {
    throw new Error(`could not fetch ${url}: ${error.cause?.message ?? error.message}`);
  }
  if (!response.ok || !response.body) throw new Error(`could not fetch ${url}: HTTP ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
}

function archiveName(variant) {
  if (isLinuxX64()) return `libtensorflow-${variant === 'cuda' ? 'gpu' : 'cpu'}-linux-x86_64.tar.gz`;
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'libtensorflow-cpu-darwin-arm64.tar.gz';
  return null;
}

function wheelPlatforms() {
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  if (process.platform === 'linux') {
    const levels = ['2_5', '2_12', '2_17', '2_24', '2_26', '2_27', '2_28', '2_31', '2_34', '2_35'];
    return ['manylinux1', 'manylinux2010', 'manylinux2014', ...levels.map((level) => `manylinux_${level}`)].map(
      (tag) => `${tag}_${machine}`,
    );
  }
  if (process.platform === 'darwin' && process.arch === 'arm64') return ['macosx_12_0_arm64', 'macosx_11_0_arm64'];
  return [];
}

function isLinuxX64() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Finds libraries and headers in the layouts of the C archive (lib/, include/) and of the Python package. */
function describeInstallation(root) {
  const suffix = process.platform === 'darwin' ? '.2.dylib' : '.so.2';
  const includeFolder = join(root, 'include');
  if (!existsSync(join(includeFolder, 'tensorflow', 'c', 'c_api.h'))) return null;
  for (const [folder, stem] of [
    [root, 'libtensorflow_cc'],
    [join(root, 'lib'), 'libtensorflow'],
    [root, 'libtensorflow'],
  ]) {
    const libraries = [`${stem}${suffix}`, `libtensorflow_framework${suffix}`];
    if (libraries.every((name) => existsSync(join(folder, name)))) return { folder, libraries, includeFolder };
  }
  return null;
}

function pick({ libraries, includeFolder }) {
  return { libraries, includeFolder, foreignFolders: [] };
}

/** A library of somebody else is taken over by hard link (no space) or copy: an upgrade there must not break us. */
async function adoptLibraries({ folder, libraries }, buildFolder) {
  const target = join(buildFolder, 'tensorflow');
  mkdirSync(target);
  for (const name of libraries) {
    const from = join(folder, name);
    const to = join(target, basename(name));
    try {
      await link(from, to);
    } catch {
      await copyFile(from, to, constants.COPYFILE_FICLONE);
    }
  }
}

/** A library with CUDA is told by the libraries beside it: opening it would need seconds. */
function variantOf(folder) {
  return existsSync(join(dirname(folder), 'nvidia', 'cuda_runtime')) ? 'cuda' : 'cpu';
}
