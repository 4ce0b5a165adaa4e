import { resolve } from 'node:path';
import { profileTraining } from '@paretoboard/baselines/profile-training.js';
import { builtIn, builtInsOf } from '@paretoboard/baselines/registry.js';
import type { OperationProfile } from '@paretoboard/contract/operation-profile.js';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import { peakOperationsPerMs } from '@paretoboard/harness/model/count-operations.js';
import { tfjsMatrixProduct } from '@paretoboard/harness/model/tfjs/tfjs-loader.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { ChromeTrace } from '@paretoboard/harness/runtimes/profile/chrome-trace.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { requestedVariant } from '../requested-variant.js';
import { table } from '../table.js';
import { requireOneOf } from '../usage-error.js';
import { wholeNumber } from '../whole-number.js';

interface Options {
  readonly variant?: string;
  readonly seconds: number;
  readonly threads?: number;
  readonly compiled?: boolean;
  readonly trace?: string;
}

const shownOperations = 25;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const gigaPerSecond = (perMs: number): string => (perMs / 1e6).toPrecision(3);

function profileText(profile: OperationProfile, isCompiled: boolean): string {
  const { wallMs, operationsMs, peakOperationsPerMs: peak, operations } = profile;
  const rows = operations
    .slice(0, shownOperations)
    .map(({ name, calls, totalMs, share, outputBytes, operationsPerMs }) => [
      name,
      String(calls),
      totalMs.toFixed(1),
      percent(share),
      outputBytes === null ? '–' : (outputBytes / 2 ** 20).toFixed(1),
      operationsPerMs === null ? '–' : gigaPerSecond(operationsPerMs),
      operationsPerMs === null ? '–' : percent(operationsPerMs / peak),
    ]);
  const outside = wallMs - operationsMs;
  const hidden = operations.length - rows.length;
  return [
    `${profile.submission} of ${profile.task} on ${profile.variant}: ${(wallMs / 1e3).toFixed(1)} s of training${profile.isCut ? ', cut off there' : ''}, ${profile.runtime.name} ${profile.runtime.version}, threads ${profile.runtime.threads ?? '–'}, ${profile.runtime.device}`,
    `In operations ${percent(operationsMs / wallMs)}; outside of them ${percent(outside / wallMs)} (JavaScript, waiting, collecting garbage). Peak of a matrix product here: ${gigaPerSecond(peak)} GFLOP/s.`,
    ...(isCompiled
      ? ['Timing every operation of a graph takes time itself, outside of them; what runs side by side adds up.']
      : []),
    '',
    table(['OPERATION', 'CALLS', 'MS', 'OF ALL', 'MIB WRITTEN', 'GFLOP/S', 'OF PEAK'], rows),
    ...(hidden > 0 ? [`and ${hidden} more; --json has all`] : []),
  ].join('\n');
}

export const registerProfile: Register = (program, run) => {
  program
    .command('profile')
    .description(
      'where the time of a built-in’s training goes, operation by operation (runtime tensorflow, no sandbox)',
    )
    .argument('<task>', 'id of the task')
    .argument('<baseline>', 'name of a built-in submission')
    .option('--variant <id>', 'variant of the data; default: the closest to the paper that is here')
    .option('--seconds <n>', 'cut the training off so long after its first operation', wholeNumber(1), 20)
    .option('--threads <n>', 'threads of TensorFlow; default: the processor’s cores', wholeNumber(1))
    .option('--compiled', 'leave compiled steps what they are, and look into them')
    .option('--trace <file>', 'write a trace for chrome://tracing or Perfetto')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx paretoboard profile enhanced-lenet5-traffic-sign lenet5-relu --variant surrogate --trace lenet5.json',
    )
    .action(
      run(async ({ output, signal }, id: string, name: string, options: Options) => {
        const task = await loadTask(requireOneOf('task', id, taskIds));
        const names = builtInsOf(id).map(({ manifest }) => manifest.name);
        const submission = requireOneOf(`submission of ${id}`, name, names);
        const variant = requestedVariant(task, options.variant);
        if (!options.compiled) process.env.PARETOBOARD_GRAPHS = 'off';
        const { threads } = options;
        const runtime = await openRuntime('tensorflow', threads === undefined ? {} : { threads });
        const peak = await peakOperationsPerMs(tfjsMatrixProduct(runtime.tf));
        const data = await openVariant(task, variant);
        const trace = options.trace === undefined ? null : new ChromeTrace(resolve(options.trace));
        const profile = await profileTraining(builtIn(id, submission), {
          runtime,
          module: task,
          data,
          longestMs: options.seconds * 1e3,
          onCall: (call, beginMs) => {
            signal.throwIfAborted();
            trace?.add(call, beginMs);
          },
        }).finally(() => trace?.close());
        const { version, device } = runtime;
        const answer: OperationProfile = {
          task: id,
          variant,
          submission,
          runtime: { name: runtime.name, version, device, threads: runtime.threads },
          ...profile,
          operations: [...profile.operations],
          peakOperationsPerMs: peak,
        };
        await output.answer(answer, profileText(answer, options.compiled === true));
        return exitStatus.done;
      }),
    );
};
