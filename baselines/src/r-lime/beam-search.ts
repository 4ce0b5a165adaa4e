import { Arm, type LocalModel } from './arm.js';
import { bestCandidates } from './best-candidates.js';
import { largestCandidate } from './largest-candidate.js';
import type { RuleWorld } from './rule-world.js';
import type { SearchSettings } from './settings.js';

export interface SearchOptions {
  readonly world: RuleWorld;
  readonly settings: SearchSettings;
  readonly threshold: number;
  /** Unconditional rows, [coverageSamples, features]. */
  readonly everywhere: Uint8Array;
  /** A fresh model for a rule. */
  newModel(): LocalModel;
}

/** Rows of `inside` in which the feature has the instance's code. */
function narrowed(inside: Int32Array, feature: number, { world, everywhere }: SearchOptions): Int32Array {
  const { features, instance } = world;
  const code = instance[feature]!;
  const rows = new Int32Array(inside.length);
  let count = 0;
  for (const row of inside) if (everywhere[row * features + feature] === code) rows[count++] = row;
  return rows.subarray(0, count);
}

class BeamSearch {
  /** The most accurate arm so far: the answer where no rule is accepted. */
  private best: Arm | null = null;

  constructor(private readonly options: SearchOptions) {}

  run(): Arm {
    let kept: readonly Arm[] = [this.emptyRule()];
    const { settings, world } = this.options;
    const longest = Math.min(world.features, settings.longestRule ?? world.features);
    for (let length = 0; ; length++) {
      const accepted = this.accepted(kept);
      if (accepted) return accepted;
      const candidates = length < longest ? this.extended(kept) : [];
      if (candidates.length === 0 || !this.pull(candidates, settings.initialSamples)) return this.best!;
      kept = bestCandidates(candidates, settings.beam, settings, (arms) => this.pull(arms, settings.batch));
    }
  }

  private emptyRule(): Arm {
    const { world, everywhere, settings } = this.options;
    const rows = Int32Array.from({ length: everywhere.length / world.features }, (_, row) => row);
    const arm = this.arm(new Uint8Array(world.features), rows);
    this.pull([arm], settings.initialSamples);
    return arm;
  }

  private arm(rule: Uint8Array, inside: Int32Array): Arm {
    return new Arm(rule, inside, this.options.world.conditional(rule), this.options.newModel());
  }

  /** Each kept rule with each predicate that it does not have, duplicates once. */
  private extended(kept: readonly Arm[]): Arm[] {
    const found = new Map<string, Arm>();
    for (const { rule, inside } of kept)
      for (let feature = 0; feature < rule.length; feature++) {
        const longer = Uint8Array.from(rule);
        longer[feature] = 1;
        const key = longer.join('');
        if (rule[feature] === 1 || found.has(key)) continue;
        found.set(key, this.arm(longer, narrowed(inside, feature, this.options)));
      }
    return [...found.values()];
  }

  private accepted(kept: readonly Arm[]): Arm | null {
    const { settings, threshold, world } = this.options;
    const acceptance = { ...settings, threshold, features: world.features };
    const found = largestCandidate(kept, acceptance, (arms, items) => this.pull(arms, items));
    for (const arm of kept) if (!this.best || arm.mean > this.best.mean) this.best = arm;
    return found;
  }

  /** @returns false if there are not rows enough to ask */
  private pull(arms: readonly Arm[], items: number): boolean {
    const { world, settings } = this.options;
    if (world.rowsLeft < arms.length * items) return false;
    const sampled = world.sample(
      arms.map((arm) => arm.conditional),
      items,
    );
    arms.forEach((arm, at) => {
      arm.learn(sampled[at]!, settings.learnEvery);
    });
    return true;
  }
}

/**
 * The rule of the largest coverage whose local model reaches the threshold, by beam search over ever longer rules (Section 4 of the paper). Where none
 * does, or the budget of rows is spent: the most accurate rule that was kept.
 */
export function beamSearch(options: SearchOptions): Arm {
  return new BeamSearch(options).run();
}
