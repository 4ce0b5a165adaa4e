import type { Random } from '@paretoboard/sdk/random.js';
import type { Ask } from '@paretoboard/sdk/submission.js';
import {
  type Conditional,
  conditionOn,
  type DiscreteNormal,
  drawRows,
} from '@paretoboard/tasks/black-boxes/discrete-normal.js';
import { normalVariates } from './normal-variates.js';

/** Rows and what the black box says of them. */
export interface Labelled {
  readonly codes: Uint8Array;
  readonly labels: Uint8Array;
}

/** One instance, the distribution around it, and the black box: what a search for a rule may do. */
export class RuleWorld {
  private readonly normalVariate: () => number;

  constructor(
    readonly normal: DiscreteNormal,
    readonly instance: Uint8Array,
    private readonly ask: Ask,
    random: Random,
  ) {
    this.normalVariate = normalVariates(random);
  }

  get features(): number {
    return this.instance.length;
  }

  get rowsLeft(): number {
    return this.ask.rowsLeft;
  }

  /** D(z | rule), whose parameters are worked out once for each rule. */
  conditional(rule: Uint8Array): Conditional {
    return conditionOn(this.normal, rule, this.instance);
  }

  /** Class that the black box gives the instance. */
  instanceLabel(): number {
    return this.labels(this.instance)[0]!;
  }

  draw(conditional: Conditional, items: number): Uint8Array {
    return drawRows(conditional, this.normal.levels, this.instance, items, this.normalVariate);
  }

  /** `items` labelled rows from each distribution, asked for all together. */
  sample(conditionals: readonly Conditional[], items: number): Labelled[] {
    const size = items * this.features;
    const all = new Uint8Array(size * conditionals.length);
    conditionals.forEach((conditional, at) => {
      all.set(this.draw(conditional, items), at * size);
    });
    const labels = this.labels(all);
    return conditionals.map((_, at) => ({
      codes: all.subarray(at * size, (at + 1) * size),
      labels: labels.subarray(at * items, (at + 1) * items),
    }));
  }

  private labels(codes: Uint8Array): Uint8Array {
    const items = codes.length / this.features;
    const answers = this.ask({ instance: { dtype: 'uint8', shape: [items, this.features], data: codes } }, items);
    return answers.label!.data as Uint8Array;
  }
}
