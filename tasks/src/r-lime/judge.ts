import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { conditionOn, type DiscreteNormal, drawRows } from '../black-boxes/discrete-normal.js';
import { type Forest, forestLabels } from '../black-boxes/random-forest.js';
import { forestOf } from './black-box.js';

/** A rectangle around an instance and a linear classifier within it: class 1 where weights · codes + bias > 0. */
export interface Explanation {
  /** Not 0: the feature is held at the instance's code. */
  readonly rule: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  readonly bias: number;
}

/** What an explanation is worth, each in [0, 1]. */
export interface Judgement {
  /** Share of the distribution that lies in the rectangle. */
  readonly coverage: number;
  /** Agreement of the classifier with the black box in the rectangle. */
  readonly fidelity: number;
  /** Agreement of the black box in the rectangle with its answer to the instance. */
  readonly precision: number;
}

/** The paper's: fresh samples in the rectangle, for accuracy. */
export const rectangleSamples = 1_000;
const seed = 2_025;

/** The same for every item, so drawn once: rows in a rectangle and what the black box says of them. */
interface Rectangle {
  readonly codes: Uint8Array;
  readonly labels: Uint8Array;
  readonly coverage: number;
  /** Of the instance. */
  readonly label: number;
}

/** Holds explanations against the black box, on samples of its own that are the same whenever a rule is judged. */
export class Judge {
  private readonly forest: Forest;
  private readonly normal: DiscreteNormal;
  private readonly everywhere: Uint8Array;
  private readonly rectangles = new Map<string, Rectangle>();

  constructor(targets: NamedTensors) {
    this.forest = forestOf(targets);
    this.normal = {
      mean: targets.mean!.data as Float64Array,
      covariance: targets.covariance!.data as Float64Array,
      levels: targets.levels!.data as Uint8Array,
    };
    this.everywhere = targets.coverage!.data as Uint8Array;
  }

  /** @throws RangeError if the rule is not of the instance's length */
  judge(instance: ArrayLike<number>, explanation: Explanation): Judgement {
    const { rule, weights, bias } = explanation;
    if (instance.length !== this.features || rule.length !== this.features || weights.length !== this.features)
      throw new RangeError(`expected ${this.features} features in the instance, the rule and the weights`);
    const { codes, labels, coverage, label } = this.rectangle(instance, rule);
    let [faithful, precise] = [0, 0];
    for (let item = 0; item < labels.length; item++) {
      let score = bias;
      for (let i = 0; i < this.features; i++) score += weights[i]! * codes[item * this.features + i]!;
      if ((score > 0 ? 1 : 0) === labels[item]) faithful += 1;
      if (labels[item] === label) precise += 1;
    }
    return { coverage, fidelity: faithful / labels.length, precision: precise / labels.length };
  }

  private get features(): number {
    return this.normal.mean.length;
  }

  private coverage(rule: ArrayLike<number>, instance: ArrayLike<number>): number {
    let inside = 0;
    for (let row = 0; row < this.everywhere.length; row += this.features) {
      let isInside = true;
      for (let i = 0; i < this.features && isInside; i++)
        isInside = rule[i] === 0 || this.everywhere[row + i] === instance[i];
      if (isInside) inside += 1;
    }
    return (inside * this.features) / this.everywhere.length;
  }

  private rectangle(instance: ArrayLike<number>, rule: ArrayLike<number>): Rectangle {
    const key = Array.from({ length: this.features }, (_, i) => (rule[i] === 0 ? '*' : instance[i])).join(',');
    const label = forestLabels(this.forest, this.coded(Uint8Array.from(instance)))[0]!;
    const known = this.rectangles.get(key);
    if (known) return { ...known, label };
    const random = new Random(seed).fork(key);
    const conditional = conditionOn(this.normal, rule, instance);
    const codes = drawRows(conditional, this.normal.levels, instance, rectangleSamples, () => random.normal());
    const labels = forestLabels(this.forest, this.coded(codes));
    const drawn = { codes, labels, coverage: this.coverage(rule, instance), label };
    this.rectangles.set(key, drawn);
    return drawn;
  }

  private coded(codes: Uint8Array) {
    return { codes, items: codes.length / this.features, features: this.features };
  }
}
