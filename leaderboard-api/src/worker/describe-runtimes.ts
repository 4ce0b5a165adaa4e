import { writeSync } from 'node:fs';
import { describeRuntimes } from '@paretoboard/harness/runtimes/probe-runtimes.js';

// A process of its own, started by `runtimesHere`: drivers that are looked at may hold what a run needs, or end the process.
writeSync(1, JSON.stringify(await describeRuntimes()));
process.exit();
