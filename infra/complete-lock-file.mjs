/**
 * `npm run lock`: adds to package-lock.json the optional packages of other platforms that the registry in use did not
 * offer when the lock file was written. Without them `npm ci` calls the lock file incomplete, on every platform.
 * Their version is the one that their parent pins; they carry no integrity, which npm then takes from the registry.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from './places.mjs';

const operatingSystems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const architectures = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const spellings = { windows: 'win32', armv7: 'arm', 'arm-gnueabihf': 'arm', armv7l: 'arm' };

/**
 * Optional packages that no entry of the lock file stands for.
 * @param {{packages: Record<string, any>}} lock
 * @returns {{name: string, range: string, parent: string}[]}
 */
export function missingOptionalPackages(lock) {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lock, parent, name))
      .map(([name, range]) => ({ name, range, parent })),
  );
}

/** Node's rule: the parent's own `node_modules`, then those of each folder above. */
function isLocked(lock, parent, name) {
  const folders = parent.split('/');
  return folders
    .map((_, index) => folders.slice(0, folders.length - index).join('/'))
    .concat('')
    .some((folder) => lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined);
}

/** Platform packages carry their platform in their name: `@scope/tool-linux-arm64-musl`. */
function platformOf(name) {
  const words = name
    .split('/')
    .at(-1)
    .split(/[-.]/)
    .map((word) => spellings[word] ?? word);
  const os = operatingSystems.filter((system) => words.includes(system));
  const cpu = architectures.filter((architecture) => words.includes(architecture)).slice(0, 1);
  const libc =
    words.includes('musl') || words.includes('musleabihf') || words.includes('linuxmusl') ? ['musl'] : undefined;
  if (words.includes('linuxmusl')) os.push('linux');
  return { ...(cpu.length ? { cpu } : {}), ...(libc ? { libc } : {}), ...(os.length ? { os } : {}) };
}

/** @returns {string[]} the names that were added */
export function completeLock(lock) {
  const missing = missingOptionalPackages(lock);
  for (const { name, range } of missing) {
    const version = range.replace(/^[~^]/, '');
    lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  return missing.map(({ name }) => name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(repositoryRoot, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const added = completeLock(lock);
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${added.length} optional packages of other platforms added to the lock file`);
}
