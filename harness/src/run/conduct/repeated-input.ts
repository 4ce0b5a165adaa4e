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

/** Latencies of one block, ms. */
export interface BlockPair {
  readonly same: readonly number[];
  readonly new: readonly number[];
}

/** The ratio over blocks, and its interval: blocks, not queries, are what repeats independently. Pure. @throws SampleError on no blocks */
export function ratioOverBlocks(
  pairs: readonly BlockPair[],
  seed: number,
): Pick<RepeatedInputLeg, 'ratio' | 'low' | 'high'> {
  const ratios = pairs.map((pair) => median(pair.same) / median(pair.new));
  const { low, high } = bootstrapMedianInterval(ratios, seed, 2_000);
  return { ratio: median(ratios), low, high };
}

export interface RepeatedInputOptions {
  readonly questioner: Questioner;
  readonly module: TaskModule;
  readonly test: ItemSource;
  readonly batchSize: number;
  readonly seed: number;
  readonly blocks: number;
  /** Samples of latency on each side; a sequence gives one for each step. */
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
  const first = Array.from({ length: batchSize }, () => random.integer(test.items));
  // Where sizes vary, so does the work: then only disguises of the same items cost the same.
  const varies = module.definition.inputs.some(({ shape }) => shape.includes(null));
  const fresh = (position: number): NamedTensors =>
    module.perturb(test.read(varies ? first[position]! : random.integer(test.items)).inputs, random.uint32());
  const batch = (): NamedTensors[] => first.map((_, position) => fresh(position));
  const repeated = batch();
  questioner.ask(repeated);
  const begun = performance.now();
  const pairs: BlockPair[] = [];
  while (pairs.length < blocks) {
    if (pairs.length >= fewestBlocks && performance.now() - begun > options.longestMs) break;
    const sides = { same: [] as number[], new: [] as number[] };
    while (sides.same.length < queriesPerBlock) {
      // The same work and the same pause before each query: a core that has waited longer wakes more slowly, whatever it is asked.
      batch();
      sides.same.push(...questioner.ask(repeated).latenciesMs);
    }
    while (sides.new.length < queriesPerBlock) sides.new.push(...questioner.ask(batch()).latenciesMs);
    pairs.push(sides);
  }
  return { blocks: pairs.length, queriesPerBlock, ...ratioOverBlocks(pairs, options.seed) };
}
