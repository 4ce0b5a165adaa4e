/**
 * Share of the wall-clock budget up to which time is forgiven in which the harness worked and the submission was not frozen yet. Without such a bound, a
 * submission with threads of its own could compute for free by asking for rows that take just too short to prepare for it to be frozen.
 */
export const forgivenShare = 0.05;

/** How long the harness may work before the submission is frozen meanwhile, in ms: freezing and thawing cost some themselves. */
export const freezeAfterMs = 20;

/** What of a training's wall time is not charged, because the harness was at work. Pure; times in ms. */
export class TrainingClock {
  /** Not charged in all, and the part of it in which the submission was frozen. */
  unchargedMs = 0;
  frozenMs = 0;
  private forgivenMs = 0;

  /** @param budgetMs wall-clock budget; Infinity: none */
  constructor(private readonly budgetMs: number) {}

  /**
   * @param workedMs time from the submission's question until it could go on
   * @param frozenMs part of it in which the submission was frozen
   * @returns ms by which the deadline moves
   */
  add(workedMs: number, frozenMs: number): number {
    const frozen = Math.min(frozenMs, workedMs);
    const left = Math.max(0, this.budgetMs * forgivenShare - this.forgivenMs);
    const forgiven = Math.min(workedMs - frozen, left);
    this.forgivenMs += forgiven;
    this.frozenMs += frozen;
    this.unchargedMs += frozen + forgiven;
    return frozen + forgiven;
  }
}
