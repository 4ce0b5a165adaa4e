import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { bootstrapMedianInterval } from '../../statistics/bootstrap-interval.js';
import { median } from '../../statistics/sample.js';
import type { ItemSource, TaskModule } from '../../task/task-module.js';
import type { Questioner } from './ask.js';

export interface RepeatedInputLeg {
  readonly blocks: number;
  readonly queriesPerBlock: number;
  /** Median over blocks of (median latency of one input repeated / median latency of fresh inputs). */
  readonly ratio: number;
  /** Bootstrap interval of the ratio over blocks, 95 %. */
  readonly low: number;
  readonly high: number;
}

export interface RepeatedInputOptions {
  readonly questioner: Questioner;
  readonly module: TaskModule;
  readonly test: ItemSource;
  readonly batchSize: number;
  readonly seed: number;
  readonly blocks: number;
  readonly queriesPerBlock: number;
  /** No block begins after this long; three are always done. */
  readonly longestMs: number;
}

const fewestBlocks = 3;

/**
 * MLPerf's TEST04 as alternating blocks, so that drift of the machine meets both sides: one input again and again, then fresh ones.
 * @throws SubmissionFailure
 */
export function repeatedInputLeg(options: RepeatedInputOptions): RepeatedInputLeg {
  const { questioner, module, test, batchSize, blocks, queriesPerBlock } = options;
  const random = new Random(options.seed);
  const fresh = (): NamedTensors => module.perturb(test.read(random.integer(test.items)).inputs, random.uint32());
  const batch = (): NamedTensors[] => Array.from({ length: batchSize }, fresh);
  const repeated = batch();
  questioner.ask(repeated);
  const begun = performance.now();
  const ratios: number[] = [];
  while (ratios.length < blocks) {
    if (ratios.length >= fewestBlocks && performance.now() - begun > options.longestMs) break;
    const sides = { same: [] as number[], new: [] as number[] };
    for (let query = 0; query < queriesPerBlock; query++) {
      // The same work and the same pause before each query: a core that has waited longer wakes more slowly, whatever it is asked.
      batch();
      sides.same.push(...questioner.ask(repeated).latenciesMs);
    }
    for (let query = 0; query < queriesPerBlock; query++) sides.new.push(...questioner.ask(batch()).latenciesMs);
    ratios.push(median(sides.same) / median(sides.new));
  }
  const { low, high } = bootstrapMedianInterval(ratios, options.seed, 2_000);
  return { blocks: ratios.length, queriesPerBlock, ratio: median(ratios), low, high };
}
