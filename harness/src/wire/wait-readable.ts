import { createRequire } from 'node:module';

type Poll = (file: number, timeoutMs: number) => boolean;

const readable = 1;
let poll: Poll | null | undefined;

/** `poll(2)` through the foreign-function library; null where that cannot be loaded. */
function loadPoll(): Poll | null {
  if (poll !== undefined) return poll;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const libc = koffi.load(process.platform === 'darwin' ? 'libc.dylib' : 'libc.so.6');
    koffi.struct('paretoboard_pollfd', { fd: 'int', events: 'short', revents: 'short' });
    const call = libc.func('int poll(_Inout_ paretoboard_pollfd *fds, unsigned long count, int timeoutMs)');
    poll = (file, timeoutMs) => call([{ fd: file, events: readable, revents: 0 }], 1, timeoutMs) > 0;
  } catch {
    poll = null;
  }
  return poll;
}

/** Whether this machine can wait for one of two things without an event loop: what the scenario `server` needs. */
export function canWaitReadable(): boolean {
  return loadPoll() !== null;
}

/** Below this the processor waits awake: the system's timers are coarser. */
const awakeMs = 1.2;

/**
 * Blocks until the file has something to read, was closed by its writer, or the time has come.
 * @param untilMs on the clock of `performance.now()`
 * @returns whether there is something to read
 * @throws Error where `canWaitReadable` is false
 */
export function waitReadable(file: number, untilMs: number): boolean {
  const call = loadPoll();
  if (!call) throw new Error('poll(2) cannot be called on this machine');
  for (;;) {
    const leftMs = untilMs - performance.now();
    if (call(file, leftMs > awakeMs ? Math.floor(leftMs - awakeMs / 2) : 0)) return true;
    if (performance.now() >= untilMs) return false;
  }
}
