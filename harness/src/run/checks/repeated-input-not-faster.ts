import { fastestHonestRatio, looksCached, type RepeatedInputLeg } from '../conduct/repeated-input.js';
import type { RunCheck } from './run-check.js';

function textOf({ ratio, low, high, blocks, queriesPerBlock }: RepeatedInputLeg): string {
  return `${ratio.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] over ${blocks} pairs of blocks of ${queriesPerBlock} queries`;
}

export const repeatedInputNotFaster: RunCheck = {
  id: 'repeated-input-not-faster',
  shows: `One input repeated was not answered more than ${Math.round(100 * (1 - fastestHonestRatio))} % faster than fresh inputs, judged by the 95 % interval over pairs of blocks, twice where the first time looks like it (MLPerf TEST04).`,
  code: 'cached-answers',
  remedy: 'Compute each answer; keep none for inputs that come again.',
  judge: ({ findings: { conduct } }) => {
    if (!conduct) return null;
    const { again, ...leg } = conduct.repeatedInput;
    const confirmed = again === null ? '' : `, and once more with other inputs ${textOf(again)}`;
    return {
      ok: again === null || !looksCached(again),
      message: `latency of one input repeated / of fresh inputs: ${textOf(leg)}${confirmed}; below ${fastestHonestRatio} throughout would be caching`,
    };
  },
};
