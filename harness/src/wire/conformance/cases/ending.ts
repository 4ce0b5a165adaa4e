import type { Bench, Talk } from '../bench.js';
import { type ConformanceCase, Nonconformance } from '../conformance-case.js';

/** The harness itself waits for half a second, and then kills. */
const graceMs = 3_000;

function expectEnd(bench: Bench, talk: Talk, how: 'bye' | 'end-of-input', mustBeZero: boolean): void {
  const end = talk.process.leave(how, graceMs);
  bench.close(talk);
  if (end === null) throw new Nonconformance(`the process is still there ${graceMs / 1000} s after ${how}`);
  if (mustBeZero && (end.code !== 0 || end.signal !== 0))
    throw new Nonconformance(
      `the process ended with ${end.signal > 0 ? `signal ${end.signal}` : `exit status ${end.code}`}; expected 0`,
    );
}

function asked(bench: Bench): Talk {
  const talk = bench.start();
  bench.load(talk);
  bench.ask(talk, 1);
  return talk;
}

/** How a process ends. */
export const endingCases: readonly ConformanceCase[] = [
  {
    id: 'ending.bye',
    passes: 'exits with status 0 after bye',
    remedy: 'Exit when bye comes; end threads and child processes of your own.',
    needs: ['queries.one'],
    run: (bench) => expectEnd(bench, asked(bench), 'bye', true),
  },
  {
    id: 'ending.bye-at-once',
    passes: 'exits with status 0 after bye, also before anything was loaded',
    remedy: 'Take bye at any time.',
    needs: ['start.hello'],
    run: (bench) => expectEnd(bench, bench.start(), 'bye', true),
  },
  {
    id: 'ending.end-of-input',
    passes: 'exits when the pipe it reads is closed without bye',
    remedy: 'A read that brings 0 bytes is the end of the input: exit. Open the pipe for reading only.',
    needs: ['queries.one'],
    run: (bench) => expectEnd(bench, asked(bench), 'end-of-input', false),
  },
  {
    id: 'ending.during-frame',
    passes: 'exits when the pipe it reads is closed within a frame',
    remedy: 'Look for the end of the input in every read, not only between frames.',
    needs: ['ending.end-of-input'],
    run: (bench) => {
      const talk = asked(bench);
      const preamble = Buffer.alloc(8);
      preamble.writeUInt32LE(40, 0);
      talk.channel.writeRaw(Buffer.concat([preamble, Buffer.from('{"type":"pre')]));
      expectEnd(bench, talk, 'end-of-input', false);
    },
  },
];
