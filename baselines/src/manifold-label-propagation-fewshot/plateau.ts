export interface PlateauOptions {
  readonly learningRate: number;
  readonly factor: number;
  readonly patience: number;
  readonly least: number;
}

/** The paper's schedule: the rate falls by a factor after so many epochs without a better loss; training ends when it would fall below the least. */
export class PlateauSchedule {
  private best = Number.POSITIVE_INFINITY;
  private waited = 0;
  private current: number;

  constructor(private readonly options: PlateauOptions) {
    this.current = options.learningRate;
  }

  get learningRate(): number {
    return this.current;
  }

  /** A millionth of slack: 0.05 · 0.1⁴ is a little below 5e-6 in floating point. */
  get isOver(): boolean {
    return this.current < this.options.least * (1 - 1e-6);
  }

  /** Tells the loss of an epoch. */
  epoch(loss: number): void {
    if (loss < this.best) {
      [this.best, this.waited] = [loss, 0];
      return;
    }
    this.waited += 1;
    if (this.waited < this.options.patience) return;
    this.current *= this.options.factor;
    this.waited = 0;
  }
}
