import { OperationSums, type Profile } from '@paretoboard/harness/runtimes/profile/summarise.js';
import { isCopy, type OperationCall, watchOperations } from '@paretoboard/harness/runtimes/profile/watch-operations.js';
import type { Submission } from '@paretoboard/sdk/submission.js';
import type { BuiltIn } from './built-in.js';
import { type TrainInProcessOptions, trainInProcess } from './train-in-process.js';

export interface ProfileOptions extends Omit<TrainInProcessOptions, 'track'> {
  /** The training is cut off so long after the first operation that computes: what comes before is reading. */
  readonly longestMs: number;
  /** Told of each operation, with the time at which the training began. */
  readonly onCall?: (call: OperationCall, beginMs: number) => void;
}

export interface TrainingProfile extends Profile {
  /** Whether the training was cut off. */
  readonly isCut: boolean;
}

/** Thrown into the training by whoever watches it. */
class LongEnough extends Error {
  override readonly name = 'LongEnough';
}

/**
 * Trains a built-in in this process and adds up where the time goes, operation by operation.
 * @throws RangeError on a runtime other than `tensorflow`
 */
export async function profileTraining(
  { manifest, entryUrl }: BuiltIn,
  { longestMs, onCall, ...options }: ProfileOptions,
): Promise<TrainingProfile> {
  const { default: submission }: { default: Submission } = await import(/* @vite-ignore */ entryUrl.href);
  const sums = new OperationSums();
  const beginMs = performance.now();
  let computingSinceMs: number | null = null;
  const unwatch = watchOperations(options.runtime.tf, (call) => {
    sums.add(call);
    onCall?.(call, beginMs);
    if (!isCopy(call)) computingSinceMs ??= call.beginMs;
    if (performance.now() - (computingSinceMs ?? Number.POSITIVE_INFINITY) > longestMs) throw new LongEnough();
  });
  let isCut = false;
  try {
    await trainInProcess(submission, { ...options, track: manifest.track });
  } catch (error) {
    if (!(error instanceof LongEnough)) throw error;
    isCut = true;
  } finally {
    unwatch();
  }
  return { ...sums.profile(performance.now() - beginMs), isCut };
}
