import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { largestDifference } from '../check-outputs.js';
import type { Questioner } from './ask.js';

/** A disguised item with the answer that it got while the clock ran. */
export interface TimedAnswer {
  readonly inputs: NamedTensors;
  readonly outputs: NamedTensors;
}

export interface TimedAgainLeg {
  readonly compared: number;
  readonly different: number;
  readonly largestDifference: number;
}

/**
 * Asks timed queries again, in a fresh process, mixed at random with others of their kind: only unchanged test items have a scored answer to compare
 * with, and a submission could remember those and answer everything else with rubbish, once it has been asked often enough to know that it is timed.
 */
export class TimedAgain {
  private readonly random: Random;
  private readonly waiting: TimedAnswer[];
  private readonly differences: number[] = [];

  constructor(
    private readonly questioner: Questioner,
    private readonly outputs: readonly TensorSpec[],
    timed: readonly TimedAnswer[],
    seed: number,
  ) {
    this.random = new Random(seed);
    this.waiting = [...this.random.permutation(timed.length)].map((index) => timed[index]!);
  }

  /** Between two other questions: none, one or several. @throws SubmissionFailure */
  readonly askSome = (): void => {
    while (this.waiting.length > 0 && this.random.integer(2) === 0) this.askOne();
  };

  /** @throws SubmissionFailure */
  finish(tolerance: number): TimedAgainLeg {
    while (this.waiting.length > 0) this.askOne();
    return {
      compared: this.differences.length,
      different: this.differences.filter((difference) => difference > tolerance).length,
      largestDifference: this.differences.reduce((a, b) => Math.max(a, b), 0),
    };
  }

  private askOne(): void {
    const { inputs, outputs } = this.waiting.pop()!;
    const [again] = this.questioner.ask([inputs]).outputs;
    this.differences.push(largestDifference(again!, outputs, this.outputs));
  }
}
