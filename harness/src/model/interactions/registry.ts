import { type Interaction, kindSupport, type SubmissionKind } from '@paretoboard/contract/interaction.js';
import { ModelError } from '../model-error.js';
import { episode } from './episode.js';
import { generate } from './generate.js';
import type { ModelInteraction } from './model-interaction.js';
import { predict } from './predict.js';
import { recommend } from './recommend.js';
import { sequence } from './sequence.js';
import { transform } from './transform.js';

const interactions: Partial<Record<Interaction, ModelInteraction>> = {
  predict,
  transform,
  recommend,
  generate,
  episode,
  sequence,
};

/** @throws ModelError with the reason why a model alone cannot serve it */
export function modelInteraction(kind: SubmissionKind, id: Interaction): ModelInteraction {
  const found = interactions[id];
  if (found) return found;
  const support = kindSupport[kind][id];
  const reason = support.supported ? `interaction ${id} is not served` : support.reason;
  throw new ModelError('kind', reason, 'Use kind tfjs-module or process.');
}
