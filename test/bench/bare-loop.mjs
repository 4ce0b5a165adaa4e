// node bare-loop.mjs <folder of the model> <runtime> <layers> <items>: what an author's own program does. Loads the model, answers one item after the other
// without a harness, and prints the milliseconds of an item; the first, which compiles and allocates, is left out.
import { loadHere, timeLoop } from './accuracy-model.mjs';
import { fromHarness } from './instrument.mjs';

const { openRuntime } = await fromHarness('runtimes/open-runtime.js');
const [, , folder, name, layers, items] = process.argv;
// Standard output is for the answer.
console.log = console.error;
const runtime = await openRuntime(name, { threads: 1 });
const [, ...rest] = timeLoop(await loadHere(folder, runtime, layers), Number(items));
process.stdout.write(`${rest.reduce((sum, value) => sum + value, 0) / rest.length}\n`);
process.exit(0);
