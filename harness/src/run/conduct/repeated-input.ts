import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { bootstrapMedianInterval } from '../../statistics/bootstrap-interval.js';
import { median } from '../../statistics/sample.js';
import type { ItemSource, TaskModule } from '../../task/task-module.js';
import type { Questioner } from './ask.js';

/** MLPerf TEST04: repeating one sample may not be more than 10 % faster. */
export const fastestHonestRatio = 0.9;

export interface RepeatedInputLeg {
  readonly blocks: number;
  readonly queriesPerBlock: number;
  /** Median over blocks of (median latency of one input repeated / median latency of fresh inputs). */
  readonly ratio: number;
  /** Bootstrap interval of the ratio over blocks, 95 %. */
  readonly low: number;
  readonly high: number;
}

/** A leg and, where it looks like a cache, another one with other inputs: what a busy machine does to both is rarer by far. */
export interface RepeatedInput extends RepeatedInputLeg {
  readonly again: RepeatedInputLeg | null;
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
  /** At most. Samples of latency on each side; a sequence gives one for each step. */
  readonly queriesPerBlock: number;
  /** No block begins after this long; six are always done, of fewer queries where those are slow. */
  readonly longestMs: number;
}

/** With fewer, an interval over blocks does not cover what it says (`bootstrapCoverage`). */
const fewestBlocks = 6;
/** The median of three is none of one that stalled. */
const fewestQueries = 3;

/** As many as let the fewest blocks end in time. */
function queriesWithin({ queriesPerBlock, longestMs }: RepeatedInputOptions, latencyMs: number): number {
  const affordable = Math.floor(longestMs / (2 * fewestBlocks * latencyMs));
  return Math.min(queriesPerBlock, Math.max(fewestQueries, affordable));
}

/**
 * MLPerf's TEST04 as pairs of blocks, one input again and again beside fresh ones, in turned order from pair to pair, so that drift of the machine meets both
 * sides.
 * @throws SubmissionFailure
 */
function repeatedInputLeg(options: RepeatedInputOptions): RepeatedInputLeg {
  const { questioner, module, test, batchSize, blocks } = options;
  const random = new Random(options.seed);
  const first = Array.from({ length: batchSize }, () => random.integer(test.items));
  // Where sizes vary, so does the work: then only disguises of the same items cost the same.
  const varies = module.definition.inputs.some(({ shape }) => shape.includes(null));
  const fresh = (position: number): NamedTensors =>
    module.perturb(test.read(varies ? first[position]! : random.integer(test.items)).inputs, random.uint32());
  const batch = (): NamedTensors[] => first.map((_, position) => fresh(position));
  const repeated = batch();
  questioner.ask(repeated);
  const queriesPerBlock = queriesWithin(options, median(questioner.ask(batch()).latenciesMs));

  // The same work and the same pause before each query: a core that has waited longer wakes more slowly, whatever it is asked.
  const askBlock = (inputsOf: (made: NamedTensors[]) => NamedTensors[]): number[] => {
    const latenciesMs: number[] = [];
    while (latenciesMs.length < queriesPerBlock) latenciesMs.push(...questioner.ask(inputsOf(batch())).latenciesMs);
    return latenciesMs;
  };
  const askSame = () => askBlock(() => repeated);
  const askNew = () => askBlock((made) => made);

  const begun = performance.now();
  const pairs: BlockPair[] = [];
  while (pairs.length < blocks) {
    if (pairs.length >= fewestBlocks && performance.now() - begun > options.longestMs) break;
    if (pairs.length % 2 === 0) {
      const same = askSame();
      pairs.push({ same, new: askNew() });
    } else {
      const fresh = askNew();
      pairs.push({ same: askSame(), new: fresh });
    }
  }
  return { blocks: pairs.length, queriesPerBlock, ...ratioOverBlocks(pairs, options.seed) };
}

/** Whether a leg by itself says that answers are kept for inputs that come again. */
export function looksCached({ high }: Pick<RepeatedInputLeg, 'high'>): boolean {
  return high < fastestHonestRatio;
}

/** @throws SubmissionFailure */
export function repeatedInput(options: RepeatedInputOptions): RepeatedInput {
  const leg = repeatedInputLeg(options);
  const again = looksCached(leg) ? repeatedInputLeg({ ...options, seed: new Random(options.seed).uint32() }) : null;
  return { ...leg, again };
}
