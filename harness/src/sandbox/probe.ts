import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { SandboxLevel, SandboxProbe } from '@paretoboard/contract/sandbox-level.js';
import { bubblewrapArguments } from './bubblewrap.js';

const cache = new Map<SandboxLevel, SandboxProbe>();

function probeNamespace(): SandboxProbe {
  const level = 'namespace';
  const bwrap = bubblewrapArguments({
    workFolder: '/tmp',
    readOnlyPaths: [],
    writablePaths: [],
    wireFiles: [],
    environment: {},
    temporaryBytes: 2 ** 20,
    seccompDescriptor: null,
  });
  const result = spawnSync('bwrap', [...bwrap, '/bin/true'], { encoding: 'utf8', timeout: 10_000 });
  if (result.error) {
    const missing = (result.error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      level,
      available: false,
      reason: missing ? 'bubblewrap is not installed (Debian: apt install bubblewrap)' : result.error.message,
    };
  }
  if (result.status === 0) return { level, available: true };
  return {
    level,
    available: false,
    reason: `bubblewrap cannot make namespaces here: ${result.stderr.trim() || `exit status ${result.status}`}`,
  };
}

function probe(level: SandboxLevel): SandboxProbe {
  if (process.platform === 'win32') return { level, available: false, reason: 'named pipes of POSIX are needed' };
  if (level === 'process')
    return existsSync('/usr/bin/mkfifo') || existsSync('/bin/mkfifo')
      ? { level, available: true }
      : { level, available: false, reason: 'the command mkfifo is missing' };
  if (level === 'namespace') return probeNamespace();
  return { level, available: false, reason: `level ${level} is not supported by this version` };
}

/** Whether this machine gives a level: tried, not guessed. Looked at once a process. */
export function probeSandbox(level: SandboxLevel): SandboxProbe {
  const known = cache.get(level);
  if (known) return known;
  const found = probe(level);
  cache.set(level, found);
  return found;
}

/** Every level, for `paretoboard doctor`. */
export function probeSandboxes(): SandboxProbe[] {
  return (['process', 'namespace', 'container', 'kubernetes'] as const).map(probeSandbox);
}
