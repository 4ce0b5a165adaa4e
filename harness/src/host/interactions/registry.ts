import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { LoadedSubmission, Submission } from '@paretoboard/sdk/submission.js';
import { NotServedError } from '../report-error.js';
import { episode } from './episode.js';
import { explain } from './explain.js';
import { generate } from './generate.js';
import type { HostInteraction } from './host-interaction.js';
import { predict } from './predict.js';
import { recommend } from './recommend.js';
import { sequence } from './sequence.js';
import { transform } from './transform.js';

/** One line for each interaction that the SDK has. */
const hostInteractions: { readonly [Id in Submission['interaction']]: HostInteraction<LoadedBy<Id>> } = {
  generate,
  predict,
  recommend,
  episode,
  explain,
  sequence,
  transform,
};

type LoadedBy<Id> = Awaited<ReturnType<Extract<Submission, { interaction: Id }>['load']>>;

/** Interactions that a module may export. */
export const moduleInteractions = Object.keys(hostInteractions) as Submission['interaction'][];

/** @throws NotServedError */
export function hostInteraction(id: Interaction): HostInteraction<LoadedSubmission> {
  const found = (hostInteractions as Partial<Record<Interaction, unknown>>)[id];
  // What `load` of a submission of this interaction returns is what its entry takes: the table's type says so.
  if (found) return found as HostInteraction<LoadedSubmission>;
  throw new NotServedError(`interaction "${id}" is not served: expected one of ${moduleInteractions.join(', ')}`);
}
