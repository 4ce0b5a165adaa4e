export interface QueuedBaseline {
  readonly task: string;
  /** 0: the variant closest to the paper's data. */
  readonly variantPlace: number;
  /** The paper's own data, complete: what may stand beside its claims. */
  readonly isOfficial: boolean;
  /** To train one seed. */
  readonly expectedSeconds: number;
}

/** What a run takes beside training: starts, accuracy, latency, conduct, retraining. */
const measuringSeconds = 25;

interface Board {
  readonly place: number;
  readonly isOfficial: boolean;
  readonly name: string;
  seconds: number;
}

/** Boards that fill at the same time: whoever looks after some minutes sees more than one paper. */
const boardsAtOnce = 2;

/**
 * The order in which built-in baselines are run: every task's best variant before the others; two boards at a time, those on a paper's own data first and
 * then those that are full soonest; on these the quickest row first. So the first boards soon have the paper's method and what it is compared with, and
 * not every board a null row.
 */
export function inQueueOrder<Baseline extends QueuedBaseline>(baselines: readonly Baseline[]): Baseline[] {
  const boardOf = ({ variantPlace, task }: Baseline): string => `${variantPlace} ${task}`;
  const boards = new Map<string, Board>();
  for (const baseline of baselines) {
    const name = boardOf(baseline);
    const { variantPlace: place, isOfficial } = baseline;
    const board = boards.get(name) ?? { place, isOfficial, name, seconds: 0 };
    board.seconds += baseline.expectedSeconds + measuringSeconds;
    boards.set(name, board);
  }
  const order = [...boards.values()].sort(
    (a, b) =>
      a.place - b.place ||
      Number(b.isOfficial) - Number(a.isOfficial) ||
      a.seconds - b.seconds ||
      a.name.localeCompare(b.name, 'en'),
  );
  const turns = new Map(
    order.map(({ name, place }) => {
      const rank = order.filter((board) => board.place === place).findIndex((board) => board.name === name);
      return [name, Math.floor(rank / boardsAtOnce)];
    }),
  );
  return [...baselines].sort(
    (a, b) =>
      a.variantPlace - b.variantPlace ||
      turns.get(boardOf(a))! - turns.get(boardOf(b))! ||
      a.expectedSeconds - b.expectedSeconds ||
      a.task.localeCompare(b.task, 'en'),
  );
}
