/** Rate of the stochastic gradient descent, for weights and bias. */
const learningRate = 0.01;

/** A linear classifier on codes: class 1 where weights · codes + bias > 0. */
export interface LinearClassifier {
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * Logistic regression that learns row by row: a running standardisation (Welford), then one gradient step on the log loss. A feature that has not varied
 * yet counts as 0.
 */
export class OnlineLogistic {
  private seen = 0;
  private readonly mean: Float64Array;
  /** Sum of squared deviations. */
  private readonly squares: Float64Array;
  /** 1 over the standard deviation; 0 as long as a feature has not varied. */
  private readonly scale: Float64Array;
  private readonly weights: Float64Array;
  /** The row that is learnt from, standardised. */
  private readonly standardised: Float64Array;
  private bias = 0;

  constructor(private readonly features: number) {
    this.mean = new Float64Array(features);
    this.squares = new Float64Array(features);
    this.scale = new Float64Array(features);
    this.weights = new Float64Array(features);
    this.standardised = new Float64Array(features);
  }

  /** Class of the row that begins at `from`. */
  classify(codes: Uint8Array, from: number): number {
    return this.logit(codes, from) > 0 ? 1 : 0;
  }

  update(codes: Uint8Array, from: number, label: number): void {
    this.seen += 1;
    const { seen, mean, squares, scale, weights, standardised } = this;
    let logit = this.bias;
    for (let i = 0; i < this.features; i++) {
      const code = codes[from + i]!;
      const change = code - mean[i]!;
      const middle = mean[i]! + change / seen;
      mean[i] = middle;
      const sum = squares[i]! + change * (code - middle);
      squares[i] = sum;
      const factor = sum > 0 ? Math.sqrt(seen / sum) : 0;
      scale[i] = factor;
      const value = (code - middle) * factor;
      standardised[i] = value;
      logit += weights[i]! * value;
    }
    const step = learningRate * (label - 1 / (1 + Math.exp(-logit)));
    for (let i = 0; i < this.features; i++) weights[i]! += step * standardised[i]!;
    this.bias += step;
  }

  /** The same classifier on codes that are not standardised. */
  onCodes(): LinearClassifier {
    const weights = this.weights.map((weight, i) => weight * this.scale[i]!);
    const shift = weights.reduce((sum, weight, i) => sum + weight * this.mean[i]!, 0);
    return { weights, bias: this.bias - shift };
  }

  private logit(codes: Uint8Array, from: number): number {
    const { mean, scale, weights } = this;
    let value = this.bias;
    for (let i = 0; i < this.features; i++) value += weights[i]! * (codes[from + i]! - mean[i]!) * scale[i]!;
    return value;
  }
}
