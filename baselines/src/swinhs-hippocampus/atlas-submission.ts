import { defineSubmission, type PredictSubmission } from '@paretoboard/sdk/submission.js';
import { voxelsOf } from '../layers/volume.js';
import { applyRule, fitRule, packRule, unpackRule } from './atlas-rule.js';
import { answerOf, readAll, sizesOfBatch, standardised } from './volumes.js';

const ruleFile = 'rule.bin';

/** Knows where the hippocampus usually lies. @param usesGrey and how bright it is */
export function atlasSubmission(usesGrey: boolean): PredictSubmission {
  return defineSubmission({
    interaction: 'predict',
    train(context) {
      const rule = fitRule(readAll(context, 'train'), readAll(context, 'validation'), usesGrey);
      context.save(ruleFile, packRule(rule));
      return { steps: 0, epochs: 1, parameters: rule.atlas.length };
    },
    load(context) {
      const rule = unpackRule(context.read(ruleFile));
      return {
        parameters: rule.atlas.length,
        predict: ({ volume }, items) => {
          const sizes = sizesOfBatch(volume!);
          const voxels = voxelsOf(sizes);
          const masks = Array.from({ length: items }, (_, item) => {
            const values = volume!.data.slice(item * voxels, (item + 1) * voxels) as Float32Array;
            return applyRule(rule, { sizes, grey: standardised(values) });
          });
          return answerOf(masks, sizes);
        },
      };
    },
  });
}
