import { z } from 'zod';
import { countSchema, finiteSchema } from './primitives.js';

/**
 * What a method says of the noise that it trained with (DP-SGD, Abadi et al. 2016). Declared: no run can see whether the noise was added, nor whether
 * each example was clipped.
 */
export const privacyDeclarationSchema = z.object({
  /** Noise multiplier: standard deviation of the noise on the sum of clipped gradients, divided by the clipping norm. */
  sigma: finiteSchema.positive(),
  /** Probability with which each training example takes part in a step (Poisson sampling). */
  q: finiteSchema.positive().max(1),
  steps: countSchema,
  /** L2 norm that each example's gradient is clipped to. */
  clip: finiteSchema.positive(),
  delta: finiteSchema.positive().lt(1),
});
export type PrivacyDeclaration = z.infer<typeof privacyDeclarationSchema>;
