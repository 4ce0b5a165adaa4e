export interface QueuedBaseline {
  readonly task: string;
  /** 0: the variant closest to the paper's data. */
  readonly variantPlace: number;
  /** To train one seed. */
  readonly expectedSeconds: number;
}

/** What a run takes beside training: starts, accuracy, latency, conduct, retraining. */
const measuringSeconds = 25;

/**
 * The order in which built-in baselines are run: every task's best variant before the others; board by board, the one that is full soonest first; on a board
 * the quickest first. A reader who looks after some minutes finds boards with the paper's method and what it is compared with, not a null row on each.
 */
export function inQueueOrder<Baseline extends QueuedBaseline>(baselines: readonly Baseline[]): Baseline[] {
  const boardOf = ({ variantPlace, task }: Baseline): string => `${variantPlace} ${task}`;
  const seconds = new Map<string, number>();
  for (const baseline of baselines) {
    const board = boardOf(baseline);
    seconds.set(board, (seconds.get(board) ?? 0) + baseline.expectedSeconds + measuringSeconds);
  }
  return [...baselines].sort(
    (a, b) =>
      a.variantPlace - b.variantPlace ||
      seconds.get(boardOf(a))! - seconds.get(boardOf(b))! ||
      a.task.localeCompare(b.task, 'en') ||
      a.expectedSeconds - b.expectedSeconds,
  );
}
