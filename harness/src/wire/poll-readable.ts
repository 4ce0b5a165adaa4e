import { createRequire } from 'node:module';

type Poll = (set: Uint8Array, files: number, timeoutMs: number) => number;

const readable = 1;
/** One `struct pollfd` in memory: the file as int32, the events asked for and those found as int16. */
const set = new Int32Array(2);
const events = new Int16Array(set.buffer, 4, 2);
const bytes = new Uint8Array(set.buffer);
let poll: Poll | null | undefined;

/** `poll(2)` through the foreign-function library; null where that cannot be loaded. */
function load(): Poll | null {
  if (poll !== undefined) return poll;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const libc = koffi.load(process.platform === 'darwin' ? 'libc.dylib' : 'libc.so.6');
    poll = libc.func('int poll(void *fds, unsigned long count, int timeoutMs)') as Poll;
  } catch {
    poll = null;
  }
  return poll;
}

/** Whether this machine can wait for a file without an event loop. */
export function canPoll(): boolean {
  return load() !== null;
}

function ask(call: Poll, file: number, timeoutMs: number): boolean {
  set[0] = file;
  events[0] = readable;
  return call(bytes, 1, timeoutMs) > 0;
}

/**
 * Blocks until the file has something to read or was closed by its writer, at most so many whole milliseconds.
 * @returns whether there is something to read
 * @throws Error where `canPoll` is false
 */
export function pollReadable(file: number, timeoutMs: number): boolean {
  const found = load();
  if (!found) throw new Error('poll(2) cannot be called on this machine');
  return ask(found, file, timeoutMs);
}

/** Looks whether the file has something to read, without waiting; null where `canPoll` is false. */
export function isReadable(file: number): boolean | null {
  const found = load();
  return found && ask(found, file, 0);
}
