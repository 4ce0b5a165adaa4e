import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { fitDiscriminant } from './discriminant.js';
import { channelCount } from './recording.js';
import { channelScale, windowFeatures } from './window-features.js';

/** What the referees say about changed windows, one entry for each. */
export interface Verdicts {
  /** Activity, by the network that learnt from original windows. */
  readonly activity: readonly number[];
  /** Subject, likewise: the attacker that the paper assumes. */
  readonly subject: readonly number[];
  /** Activity and subject by referees that learnt from changed windows. */
  readonly retrainedActivity: readonly number[];
  readonly retrainedSubject: readonly number[];
}

export const activityOf = ({ item }: Answer): number => item.targets.activity!.data[0]!;
export const subjectOf = ({ item }: Answer): number => item.inputs.subject!.data[0]!;

/** The two referees that learn from windows, original or changed, of the same people and activities. */
function refereesOf(windows: readonly ArrayLike<number>[], learning: readonly Answer[]) {
  const scale = channelScale(windows, channelCount);
  const rows = windows.map((window) => windowFeatures(window, scale));
  return {
    features: (window: ArrayLike<number>) => windowFeatures(window, scale),
    activity: fitDiscriminant(rows, learning.map(activityOf)),
    subject: fitDiscriminant(rows, learning.map(subjectOf)),
  };
}

const changedOf = ({ outputs }: Answer): ArrayLike<number> => outputs.window!.data;

/**
 * Trains the referees and asks them about the judged windows. Pure.
 * @param learning windows with their changed forms, at least one, none of them judged
 */
export function verdictsOn(learning: readonly Answer[], judged: readonly Answer[]): Verdicts {
  const fixed = refereesOf(
    learning.map(({ item }) => item.inputs.window!.data),
    learning,
  );
  const retrained = refereesOf(learning.map(changedOf), learning);
  const [asBefore, asChanged] = [fixed, retrained].map(({ features }) =>
    judged.map((answer) => features(changedOf(answer))),
  ) as [Float64Array[], Float64Array[]];
  return {
    activity: asBefore.map(fixed.activity),
    subject: asBefore.map(fixed.subject),
    retrainedActivity: asChanged.map(retrained.activity),
    retrainedSubject: asChanged.map(retrained.subject),
  };
}
