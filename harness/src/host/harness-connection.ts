import { openSync } from 'node:fs';
import { countSchema } from '@paretoboard/contract/primitives.js';
import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import {
  type HarnessMessage,
  harnessMessageSchema,
  type SubmissionMessage,
  type WireEnvironment,
  wireLimits,
  wireProtocolVersion,
} from '@paretoboard/contract/wire.js';
import { FrameChannel } from '../wire/frame-channel.js';
import { openSharedRegion } from '../wire/shared-region.js';

type WithoutTensors<Message> = Message extends unknown ? Omit<Message, 'tensors'> : never;

export interface HarnessConnection {
  readonly sharedMemory: boolean;
  /** Blocks until the harness has sent a message; one that is not known here is refused on the spot. @throws WireError */
  read(): { message: HarnessMessage; tensors: Readonly<Record<string, Tensor>> };
  write(message: WithoutTensors<SubmissionMessage>, tensors?: NamedTensors): void;
}

/** A message of a later protocol, or of none. */
function unknownMessage(header: Readonly<Record<string, unknown>>): Extract<SubmissionMessage, { type: 'error' }> {
  const id = countSchema.safeParse(header.id);
  const message = `message ${JSON.stringify(header.type)} is not one of protocol ${wireProtocolVersion}`;
  return { type: 'error', id: id.success ? id.data : null, code: 'not-served', message: message.slice(0, 300) };
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
      for (;;) {
        const { header, isRepeat, tensors } = channel.read();
        if (isRepeat && last) {
          last = { ...last, id: header.id } as HarnessMessage;
          return { message: last, tensors };
        }
        const parsed = harnessMessageSchema.safeParse(header);
        if (parsed.success) {
          last = parsed.data;
          return { message: last, tensors };
        }
        last = null;
        channel.write(unknownMessage(header));
      }
    },
    write: (message, tensors) => channel.write(message, tensors),
  };
}
