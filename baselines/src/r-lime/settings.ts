export interface SearchSettings {
  /** Rules that are kept and extended (B). */
  readonly beam: number;
  /** Samples of each new candidate before the bandit begins. */
  readonly initialSamples: number;
  /** Samples of a pull. */
  readonly batch: number;
  /** Rows after which a rule's model learns: no more than these are judged by a model that has not seen what came before. */
  readonly learnEvery: number;
  /** Pairs of arms that a round of the bandit pulls: the weakest kept ones and the strongest others. */
  readonly pairs: number;
  /** Least share of an arm's samples that another pull adds where it is decided whether it reaches the threshold: as doubt lasts, pulls grow. */
  readonly growth: number;
  /** Rounds of the bandit at each length of the rules; null: until it is certain. */
  readonly mostRounds: number | null;
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
  pairs: 1,
  growth: 0,
  mostRounds: null,
  coverageSamples: 10_000,
  longestRule: null,
  epsilon: 0.05,
  delta: 0.05,
  stopSlack: 0.05,
};

/** For two cores: narrower, shorter, fewer samples, and those asked for in fewer rounds, each of which costs a turn of two processes. What is found and how certain it must be stay the same. */
export const small: SearchSettings = {
  ...full,
  beam: 4,
  initialSamples: 100,
  batch: 100,
  pairs: 4,
  growth: 0.5,
  mostRounds: 5,
  coverageSamples: 5_000,
  longestRule: 6,
};
