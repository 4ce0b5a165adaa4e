export interface SearchSettings {
  /** Rules that are kept and extended (B). */
  readonly beam: number;
  /** Samples of each new candidate before the bandit begins. */
  readonly initialSamples: number;
  /** Samples of a pull. */
  readonly batch: number;
  /** Rows after which a rule's model learns: no more than these are judged by a model that has not seen what came before. */
  readonly learnEvery: number;
  /** Pulls of the bandit at each length of the rules; null: until it is certain. */
  readonly mostDuels: number | null;
  /** Unconditional samples that coverage is counted on. */
  readonly coverageSamples: number;
  /** Features that a rule may hold; null: all. */
  readonly longestRule: number | null;
  /** Difference of accuracy that the bandit need not resolve. */
  readonly epsilon: number;
  readonly delta: number;
  /** Slack of the decision whether a rule reaches the threshold. */
  readonly stopSlack: number;
}

/** As printed, and where the paper is silent as in its code. */
export const full: SearchSettings = {
  beam: 10,
  initialSamples: 1_000,
  batch: 10,
  learnEvery: 10,
  mostDuels: null,
  coverageSamples: 10_000,
  longestRule: null,
  epsilon: 0.05,
  delta: 0.05,
  stopSlack: 0.05,
};

/** For two cores: narrower, shorter, fewer samples. What is found and how certain it must be stay the same. */
export const small: SearchSettings = {
  ...full,
  beam: 4,
  initialSamples: 100,
  batch: 100,
  mostDuels: 20,
  coverageSamples: 5_000,
  longestRule: 6,
};
