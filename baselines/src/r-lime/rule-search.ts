import { Random } from '@paretoboard/sdk/random.js';
import { conditionOn, drawRows } from '@paretoboard/tasks/black-boxes/discrete-normal.js';
import type { LocalModel } from './arm.js';
import { beamSearch } from './beam-search.js';
import type { Distribution } from './distribution-artefact.js';
import type { Explain } from './explainer.js';
import type { RuleWorld } from './rule-world.js';
import type { SearchSettings } from './settings.js';

/** Unconditional rows, drawn once: coverage of every rule is counted on them. */
export function coverageSample({ normal, seed }: Distribution, items: number): Uint8Array {
  const random = new Random(seed).fork('coverage');
  const nothing = new Uint8Array(normal.levels.length);
  return drawRows(conditionOn(normal, nothing, nothing), normal.levels, nothing, items, () => random.normal());
}

/** Explains by the rule that a beam search finds. @param modelsFor what rules are rewarded by, for one instance */
export function explainByRule(
  distribution: Distribution,
  settings: SearchSettings,
  modelsFor: (world: RuleWorld) => () => LocalModel,
): Explain {
  const everywhere = coverageSample(distribution, settings.coverageSamples);
  return (world, threshold) => {
    const { rule, model, mean } = beamSearch({ world, settings, threshold, everywhere, newModel: modelsFor(world) });
    return { rule, classifier: model.onCodes(), estimate: mean };
  };
}
