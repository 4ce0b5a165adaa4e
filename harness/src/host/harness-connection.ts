import { openSync } from 'node:fs';
import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import {
  type HarnessMessage,
  harnessMessageSchema,
  type SubmissionMessage,
  type WireEnvironment,
  wireLimits,
} from '@paretoboard/contract/wire.js';
import { FrameChannel } from '../wire/frame-channel.js';
import { openSharedRegion } from '../wire/shared-region.js';

type WithoutTensors<Message> = Message extends unknown ? Omit<Message, 'tensors'> : never;

export interface HarnessConnection {
  readonly sharedMemory: boolean;
  /** Blocks until the harness has sent a frame. @throws WireError, ZodError */
  read(): { message: HarnessMessage; tensors: Readonly<Record<string, Tensor>> };
  write(message: WithoutTensors<SubmissionMessage>, tensors?: NamedTensors): void;
}

/** The submission's end of the wire: opens only its own end of each pipe. */
export function connectToHarness(environment: WireEnvironment): HarnessConnection {
  const { PARETOBOARD_SHARED_IN: sharedIn, PARETOBOARD_SHARED_OUT: sharedOut } = environment;
  // The harness opens in this order too: each open waits for the other side.
  const readFile = openSync(environment.PARETOBOARD_WIRE_IN, 'r');
  const writeFile = openSync(environment.PARETOBOARD_WIRE_OUT, 'w');
  const channel = new FrameChannel({
    readFile,
    writeFile,
    sharedIn: sharedIn ? openSharedRegion(sharedIn, 'read', false) : null,
    sharedOut: sharedOut ? openSharedRegion(sharedOut, 'write', false) : null,
    incomingBytes: wireLimits.bodyBytes,
    // `Predictor.predict`, `EpisodeLearner.predict`, `Recommender.rank`, `SequenceModel.step`, `Generator.reconstruct`, `Transformer.transform`: inputs are valid only during the
    // call. A support set and what begins a sequence may be kept.
    passing: new Set([
      'predict',
      'episode.predict',
      'recommend.rank',
      'sequence.step',
      'generate.reconstruct',
      'transform',
    ]),
  });
  let last: HarnessMessage | null = null;
  return {
    sharedMemory: sharedIn !== undefined && sharedOut !== undefined,
    read: () => {
      const { header, isRepeat, tensors } = channel.read();
      last = isRepeat && last ? ({ ...last, id: header.id } as HarnessMessage) : harnessMessageSchema.parse(header);
      return { message: last, tensors };
    },
    write: (message, tensors) => channel.write(message, tensors),
  };
}
