import { type ConformanceCase, Nonconformance } from '../conformance-case.js';

/** How a process begins. */
export const startCases: readonly ConformanceCase[] = [
  {
    id: 'start.hello',
    passes: 'opens both pipes and says hello',
    remedy:
      'Open PARETOBOARD_WIRE_IN for reading, then PARETOBOARD_WIRE_OUT for writing, and send hello before anything else.',
    needs: [],
    run: (bench) => {
      const talk = bench.start();
      if (talk.channel.hasPending || talk.process.waitReadable(performance.now() + 50))
        throw new Nonconformance('something came after hello without having been asked for');
      bench.close(talk);
    },
  },
  {
    id: 'start.frames-only',
    passes: 'starts where there is no shared memory, and says so',
    remedy: 'Say "sharedMemory": false where PARETOBOARD_SHARED_IN or PARETOBOARD_SHARED_OUT is not set.',
    needs: ['start.hello'],
    run: (bench) => {
      const talk = bench.start(null, false);
      if (talk.channel.lastHeader.sharedMemory !== false)
        throw new Nonconformance('hello says "sharedMemory": true, and there is none');
      bench.close(talk);
    },
  },
];
