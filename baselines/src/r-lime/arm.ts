import type { Conditional } from '@paretoboard/tasks/black-boxes/discrete-normal.js';
import type { LinearClassifier } from './online-logistic.js';
import type { Labelled } from './rule-world.js';

/** What a rule's reward is counted by, and what explains the black box within the rule. */
export interface LocalModel {
  classify(codes: Uint8Array, from: number): number;
  update(codes: Uint8Array, from: number, label: number): void;
  onCodes(): LinearClassifier;
}

/** A candidate rule as an arm of the bandit. */
export class Arm {
  samples = 0;
  private rewards = 0;

  /**
   * @param rule 1 for each feature that is held
   * @param inside rows of the coverage sample that the rule holds for
   */
  constructor(
    readonly rule: Uint8Array,
    readonly inside: Int32Array,
    readonly conditional: Conditional,
    readonly model: LocalModel,
  ) {}

  /** Mean reward: the estimated accuracy. */
  get mean(): number {
    return this.samples === 0 ? 0 : this.rewards / this.samples;
  }

  get length(): number {
    return this.rule.reduce((sum, held) => sum + held, 0);
  }

  /** Reward is agreement with the black box BEFORE the model learns from that batch: no row counts that the model has seen. */
  learn({ codes, labels }: Labelled, batch: number): void {
    const features = this.rule.length;
    for (let from = 0; from < labels.length; from += batch) {
      const to = Math.min(labels.length, from + batch);
      for (let row = from; row < to; row++)
        if (this.model.classify(codes, row * features) === labels[row]) this.rewards += 1;
      for (let row = from; row < to; row++) this.model.update(codes, row * features, labels[row]!);
    }
    this.samples += labels.length;
  }
}
