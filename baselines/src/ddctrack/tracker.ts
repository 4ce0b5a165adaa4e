import { defineSubmission, type LoadContext, type SequenceSubmission } from '@paretoboard/sdk/submission.js';
import { type Box, boxOf, type Frame, frameOf } from './frame.js';

/** Follows one object at a time. */
export interface Tracker {
  /** Frames may be kept. */
  begin(frame: Frame, box: Box): void;
  /** Where the object is now. The frame is only valid during the call. */
  step(frame: Frame): Box;
}

/** The calls of a sequence for a tracker. */
export function servedTracker(tracker: Tracker, parameters: number) {
  return {
    parameters,
    begin: ({ firstFrame, firstBox }: Parameters<Awaited<ReturnType<SequenceSubmission['load']>>['begin']>[0]) =>
      tracker.begin(frameOf(firstFrame!, 0), boxOf(firstBox!, 0)),
    step: ({ frames }: Parameters<Awaited<ReturnType<SequenceSubmission['load']>>['step']>[0]) => ({
      boxes: { dtype: 'float32' as const, shape: [1, 4], data: Float32Array.from(tracker.step(frameOf(frames!, 0))) },
    }),
  };
}

/** A tracker that has nothing to learn. */
export function untrainedTracker(newTracker: (context: LoadContext) => Tracker): SequenceSubmission {
  return defineSubmission({
    interaction: 'sequence',
    train(context) {
      context.save('empty', new Uint8Array(1));
      return { steps: 0, epochs: 0, parameters: 0 };
    },
    load: (context) => servedTracker(newTracker(context), 0),
  });
}
