import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { LoadedData, TaskModule } from '../../task/task-module.js';
import { episode } from './episode.js';
import { openExplain } from './explain.js';
import { generate } from './generate.js';
import type { InteractionRunner } from './interaction-runner.js';
import { predict } from './predict.js';
import { recommend } from './recommend.js';
import { sequence } from './sequence.js';
import { transform } from './transform.js';

/** Made for each run: an interaction may own something of the data, as the black box of an explanation. */
type OpenInteraction = (module: TaskModule, data: LoadedData) => InteractionRunner;

const openers: Partial<Record<Interaction, OpenInteraction>> = {
  generate: () => generate,
  predict: () => predict,
  recommend: () => recommend,
  episode: ({ definition }) => episode(definition.episode?.queries ?? []),
  explain: openExplain,
  sequence: ({ definition }) => sequence(definition.sequence?.steps ?? []),
  transform: () => transform,
};

/** Interactions that a run can conduct. */
export const servedInteractions = Object.keys(openers) as Interaction[];

/** @throws RangeError for an interaction that no runner serves yet */
export function openInteraction(module: TaskModule, data: LoadedData): InteractionRunner {
  const { id, interaction } = module.definition;
  const open = openers[interaction];
  if (open) return open(module, data);
  throw new RangeError(
    `task ${id} is of interaction ${interaction}: this version conducts ${servedInteractions.join(', ')}`,
  );
}
