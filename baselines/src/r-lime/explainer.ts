import { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission, type ExplainSubmission } from '@paretoboard/sdk/submission.js';
import { type Distribution, readDistribution, saveDistribution } from './distribution-artefact.js';
import { asTensors, type RuleExplanation } from './explanation.js';
import { RuleWorld } from './rule-world.js';

/** Explains one instance at a threshold. */
export type Explain = (world: RuleWorld, threshold: number) => RuleExplanation;

/**
 * A method that learns the distribution of rows and then explains instances from it. What is drawn depends on the seed and on what is explained, not on
 * what was explained before: the same question has the same answer.
 * @param prepare done once when the method is loaded
 */
export function explainer(prepare: (distribution: Distribution) => Explain): ExplainSubmission {
  return defineSubmission({
    interaction: 'explain',
    train: saveDistribution,
    load: (context) => {
      const distribution = readDistribution(context);
      const explain = prepare(distribution);
      return {
        parameters: null,
        explain: ({ instance, threshold }, ask) => {
          const codes = Uint8Array.from(instance!.data);
          const tau = threshold!.data[0]!;
          const random = new Random(distribution.seed).fork(`${codes.join()} at ${tau}`);
          return asTensors(explain(new RuleWorld(distribution.normal, codes, ask, random), tau));
        },
      };
    },
  });
}
