/** node tensorflow-participant.mjs <model> <folder of the fixture> <runtime> <threads>: a model on a runtime of TensorFlow.js, as the harness opens it. */
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { serve } from './participant.mjs';
import { openModel } from './tensorflow-model.mjs';

const [, , id, folder, runtime, threads] = process.argv;
// Standard output is for answers.
console.log = console.error;
const { tf, version, device, gpu, threads: used } = await openRuntime(runtime, { threads: Number(threads) });
const { step, answer } = openModel(tf, id, folder);

await serve({ version, device, gpu, threads: used }, answer, step);
