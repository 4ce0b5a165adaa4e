import { createInterface } from 'node:readline';

/** Calls before a block that no figure is taken of. */
const WARM_CALLS = 2;

/** Milliseconds of each call, for so long and at least so often, and the processor's milliseconds of a call on average. @param call may be asynchronous */
async function times(call, { forMs, atLeast }) {
  for (let index = 0; index < WARM_CALLS; index++) await call();
  const ms = [];
  const used = process.cpuUsage();
  const startedAt = performance.now();
  while (ms.length < atLeast || performance.now() - startedAt < forMs) {
    const before = performance.now();
    await call();
    ms.push(performance.now() - before);
  }
  const { user, system } = process.cpuUsage(used);
  return { ms, cpuMs: (user + system) / 1000 / ms.length };
}

/**
 * Serves one model on one runtime: requests as lines of JSON on standard input, an answer to each on standard output.
 * @param about what is said first: version, device, threads
 * @param one () → the answer to one item, numbers
 * @param step () → loss of the next batch; null: it does not train
 */
export async function serve(about, one, step) {
  const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const requests = {
    answer: async () => ({ values: Array.from(await one()) }),
    infer: (request) => times(one, request),
    train: (request) => times(step, request),
    async curve({ steps }) {
      const losses = [];
      while (losses.length < steps) losses.push(await step());
      return { losses };
    },
  };
  say(about);
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    say(await requests[request.do](request));
  }
  process.exit(0);
}
