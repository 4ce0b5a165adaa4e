import { primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer, ItemSource, TaskModule } from '../task/task-module.js';
import { Questioner } from './conduct/ask.js';
import { type BatchParityLeg, batchParityLeg } from './conduct/batch-parity.js';
import { type CanaryLeg, canaryLeg } from './conduct/canaries.js';
import { type DeterminismLeg, determinismLeg } from './conduct/determinism.js';
import { type RepeatedInput, repeatedInput } from './conduct/repeated-input.js';
import { TimedAgain, type TimedAgainLeg, type TimedAnswer } from './conduct/timed-again.js';
import type { LoadOptions } from './load.js';
import type { SessionFactory } from './session.js';

export interface ConductPassOptions extends LoadOptions {
  readonly module: TaskModule;
  readonly test: ItemSource;
  /** Of the accuracy pass, in the order of the test split. */
  readonly answers: readonly Answer[];
  /** Some disguised items of the timed windows. */
  readonly timed: readonly TimedAnswer[];
  readonly sessions: SessionFactory;
  readonly logFile: string;
  /** A seed for each leg, derived apart. */
  readonly seedOf: (leg: string) => number;
  /** Only a ranked run is asked long enough to decide close cases. */
  readonly isRanked: boolean;
  readonly isStochastic?: boolean;
}

/** What a submission does when it does not know that it is looked at. */
export interface Conduct {
  readonly determinism: DeterminismLeg;
  readonly canaries: CanaryLeg | null;
  readonly batchParity: BatchParityLeg | null;
  readonly timedAgain: TimedAgainLeg;
  readonly repeatedInput: RepeatedInput;
}

/** Of the repeated-input leg. */
export const effort = {
  quick: { blocks: 6, queriesPerBlock: 16, longestMs: 3_000 },
  ranked: { blocks: 20, queriesPerBlock: 32, longestMs: 20_000 },
} as const;

/**
 * In a fresh process from the artefact that was timed: items in disguise, new ones and timed ones, the same items again, one input again and again.
 * @throws SubmissionFailure
 */
export function conductPass(options: ConductPassOptions): Conduct {
  const { module, test, answers, task, seedOf } = options;
  const session = options.sessions.submission({
    writableFolder: null,
    readableFolder: options.artefactFolder,
    logFile: options.logFile,
  });
  try {
    const questioner = new Questioner(session, options);
    const again = new TimedAgain(questioner, task.outputs, options.timed, seedOf('timed-again'));
    // Disguised items first, old and new mixed: nothing yet tells this process from a timed one.
    const primary = primaryMetric(task);
    const { fromItems } = primary;
    const metric = fromItems ? { ...primary, fromItems } : null;
    const canaries = canaryLeg(questioner, module, test, answers, metric, seedOf('canaries'), again.askSome);
    const timedAgain = again.finish(task.timing.tolerance);
    return {
      canaries,
      timedAgain,
      determinism: determinismLeg(
        questioner,
        test,
        answers,
        module,
        seedOf('determinism'),
        options.isStochastic ?? false,
      ),
      batchParity: options.isStochastic
        ? null
        : batchParityLeg(questioner, test, answers, task, seedOf('batch-parity')),
      repeatedInput: repeatedInput({
        questioner,
        module,
        test,
        batchSize: task.timing.batchSize,
        seed: seedOf('repeated-input'),
        ...(options.isRanked ? effort.ranked : effort.quick),
      }),
    };
  } finally {
    session.close();
  }
}
