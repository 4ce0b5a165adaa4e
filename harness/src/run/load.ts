import type { TaskDefinition, Track } from '@paretoboard/contract/task.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import type { Limits } from './budgets.js';
import { checkDeclared } from './declared-budgets.js';
import type { InteractionRunner } from './interactions/interaction-runner.js';
import type { Session } from './session.js';
import { specsOf } from './train.js';

export interface LoadOptions {
  readonly task: TaskDefinition;
  readonly track: Track;
  readonly interaction: InteractionRunner;
  readonly limits: Limits;
  readonly threads: number;
  readonly artefactFolder: string;
  /** Of the data: `constantsOf`. */
  readonly constants: NamedTensors;
}

/** Has a fresh process load the artefact. @returns declared parameters @throws SubmissionFailure */
export function load(session: Session, options: LoadOptions): number | null {
  const call = {
    type: 'load',
    task: options.task.id,
    track: options.track.id,
    interaction: options.interaction.id,
    inputs: specsOf(options.task.inputs, options.track.testInputs),
    outputs: options.task.outputs,
    artefactFolder: options.artefactFolder,
    threads: options.threads,
  } as const;
  session.send(call, options.constants);
  const { message } = session.receive(options.limits.loadSeconds.limit * 1000, 'loadSeconds');
  if (message.type === 'loaded') {
    checkDeclared('parameters', message.parameters, options.limits);
    return message.parameters;
  }
  throw new SubmissionFailure(
    'wire-garbage',
    `message "${message.type}" in answer to load`,
    'Answer load with loaded.',
  );
}
