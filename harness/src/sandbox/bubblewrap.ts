import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SandboxDefence } from './defences.js';
import { rootMounts } from './root-mounts.js';

/** Where the wire's pipes and shared files appear inside. */
export const wireFolderInside = '/paretoboard';

/** Where the launcher opens the seccomp filter: a shell knows one digit only. */
export const seccompDescriptor = 9;

export interface BubblewrapOptions {
  readonly workFolder: string;
  readonly readOnlyPaths: readonly string[];
  readonly writablePaths: readonly string[];
  /** Outside path → inside path. */
  readonly wireFiles: readonly { readonly outside: string; readonly inside: string; readonly writable: boolean }[];
  readonly environment: Readonly<Record<string, string>>;
  readonly temporaryBytes: number;
  /** File descriptor of a seccomp filter, which the launcher opens; null: no filter. */
  readonly seccompDescriptor: number | null;
  /** Unpacked container image to show as the root instead of the machine's own programs. */
  readonly rootFolder?: string;
  /** Folder inside to begin in; missing: the work folder. */
  readonly startFolder?: string;
  /** For the exploit suite. */
  readonly switchedOff?: readonly SandboxDefence[];
}

/** What programs need of the operating system: no home folders, no /var, no /run, of /etc only the linker's cache and the choice of alternatives. */
const systemPaths = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/etc/ld.so.cache', '/etc/alternatives'];
/** NVIDIA's user-space driver talks to these device files. */
const deviceFiles = [
  '/dev/nvidia0',
  '/dev/nvidiactl',
  '/dev/nvidia-uvm',
  '/dev/nvidia-uvm-tools',
  '/dev/dri',
  '/usr/local/nvidia',
];

function bindSystem(path: string): string[] {
  if (!existsSync(path)) return [];
  // Merged-/usr systems: /lib is a link and must stay one.
  if (lstatSync(path).isSymbolicLink()) return ['--symlink', readlinkSync(path), path];
  return ['--ro-bind', path, path];
}

/** The machine's own programs and libraries, read-only. */
export function systemMounts(): string[] {
  return systemPaths.flatMap(bindSystem);
}

/** A bind mount hides what lies below its target, so parents come first. */
function parentsFirst(paths: readonly string[]): string[] {
  return [...new Set(paths)].filter((path) => existsSync(path)).sort((a, b) => a.length - b.length);
}

/** `--unshare-all`, spelt out so that one of them can be left out. */
function unshared(isOff: (defence: SandboxDefence) => boolean): string[] {
  return [
    '--unshare-user-try',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    ...(isOff('process-namespace') ? [] : ['--unshare-pid']),
    ...(isOff('network-namespace') ? [] : ['--unshare-net']),
  ];
}

/** Read-only: with the machine's own root as user, its settings below /proc/sys would be writable without any capability. */
function processFiles(isOff: (defence: SandboxDefence) => boolean): string[] {
  if (isOff('process-namespace')) return ['--bind', '/proc', '/proc'];
  return ['--proc', '/proc', ...(isOff('read-only-proc') ? [] : ['--remount-ro', '/proc'])];
}

const madeInside = new Set(['proc', 'dev', 'sys', 'usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32']);

/** The whole machine, for the exploit suite: what a root of read-only binds keeps away. */
function wholeMachine(): string[] {
  const names = readdirSync('/').filter((name) => !madeInside.has(name) && lstatSync(join('/', name)).isDirectory());
  return [...names.map((name) => `/${name}`), '/dev/shm'].flatMap((path) => ['--bind', path, path]);
}

/**
 * Arguments of `bwrap`: all namespaces unshared (no network), a root of read-only binds only, private /tmp, /proc and /dev, scratch in memory, no
 * capabilities, own session, killed with its parent.
 */
export function bubblewrapArguments(options: BubblewrapOptions): string[] {
  const isOff = (defence: SandboxDefence): boolean => options.switchedOff?.includes(defence) ?? false;
  const readOnly = parentsFirst(options.readOnlyPaths.filter((path) => !dirname(path).startsWith('/usr/bin')));
  const bindReadOnly = isOff('read-only-mounts') ? '--bind' : '--ro-bind';
  const devices = deviceFiles.filter((path) => existsSync(path));
  const mountPoints = [options.workFolder, ...readOnly, ...options.writablePaths, wireFolderInside, ...devices];
  return [
    ...unshared(isOff),
    '--die-with-parent',
    '--new-session',
    ...(options.seccompDescriptor === null ? [] : ['--seccomp', String(options.seccompDescriptor)]),
    '--cap-drop',
    'ALL',
    '--hostname',
    'sandbox',
    ...(options.rootFolder === undefined ? systemMounts() : rootMounts(options.rootFolder, mountPoints)),
    ...processFiles(isOff),
    '--dev',
    '/dev',
    ...devices.flatMap((path) => [path.startsWith('/dev') ? '--dev-bind' : '--ro-bind', path, path]),
    ...(isOff('private-root') ? wholeMachine() : ['--size', String(options.temporaryBytes), '--tmpfs', '/tmp']),
    ...readOnly.flatMap((path) => [bindReadOnly, path, path]),
    ...(isOff('disk-limit')
      ? ['--bind', options.workFolder, options.workFolder]
      : ['--size', String(options.temporaryBytes), '--tmpfs', options.workFolder]),
    ...parentsFirst(options.writablePaths).flatMap((path) => ['--bind', path, path]),
    ...options.wireFiles.flatMap(({ outside, inside, writable }) => [
      writable ? '--bind' : '--ro-bind',
      outside,
      inside,
    ]),
    // The root itself and the mount points made for the binds above.
    '--remount-ro',
    '/',
    '--chdir',
    options.startFolder ?? options.workFolder,
    '--clearenv',
    ...Object.entries(options.environment).flatMap(([name, value]) => ['--setenv', name, value]),
    '--',
  ];
}
