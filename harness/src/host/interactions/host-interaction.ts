import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { HarnessMessage } from '@paretoboard/contract/wire.js';
import type { LoadedSubmission } from '@paretoboard/sdk/submission.js';
import type { HarnessConnection } from '../harness-connection.js';

export type LoadMessage = Extract<HarnessMessage, { type: 'load' }>;
/** A message of an interaction: `predict`, `sequence.step` … */
export type CallMessage = Exclude<HarnessMessage, { type: 'train.begin' | 'load' | 'bye' | 'rows' | 'answers' }>;

/** A started submission as the messages of its interaction see it. */
export interface ServedModel {
  readonly parameters: number | null;
  /** Answers one message on the connection. @throws NotServedError for a message of another interaction */
  answer(message: CallMessage, tensors: NamedTensors, connection: HarnessConnection): Promise<void>;
}

/** One interaction on the submission's side of the wire; `run/interactions/` has the other. */
export interface HostInteraction<Loaded extends LoadedSubmission> {
  readonly id: Interaction;
  serve(loaded: Loaded, load: LoadMessage): ServedModel;
  /** Zeros of the right shape, at once: the price of the path itself, and a submission that must score at chance. */
  nullModel(load: LoadMessage): Loaded;
}
