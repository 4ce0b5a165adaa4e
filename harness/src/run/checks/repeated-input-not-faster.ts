import type { RunCheck } from './run-check.js';

/** MLPerf TEST04: repeating one sample may not be more than 10 % faster. */
export const fastestHonestRatio = 0.9;

export const repeatedInputNotFaster: RunCheck = {
  id: 'repeated-input-not-faster',
  shows: `One input repeated was not answered more than ${Math.round(100 * (1 - fastestHonestRatio))} % faster than fresh inputs, judged by the 95 % interval over alternating blocks (MLPerf TEST04).`,
  code: 'cached-answers',
  remedy: 'Compute each answer; keep none for inputs that come again.',
  judge: ({ findings: { conduct } }) => {
    if (!conduct) return null;
    const { ratio, low, high, blocks, queriesPerBlock } = conduct.repeatedInput;
    return {
      ok: high >= fastestHonestRatio,
      message: `latency of one input repeated / of fresh inputs: ${ratio.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] over ${blocks} pairs of blocks of ${queriesPerBlock} queries; below ${fastestHonestRatio} throughout would be caching`,
    };
  },
};
