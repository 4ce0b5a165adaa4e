import { rocAuc } from '../metrics/roc.js';
import { clopperPearsonInterval } from '../statistics/clopper-pearson-interval.js';
import { SampleError } from '../statistics/sample.js';

export interface MembershipAudit {
  /** Area under the ROC curve in [0.5, 1], of the rule or its opposite. */
  readonly auc: number;
  /** Lower bound of ε, 0 or more: no (ε, 0)-private training would let the attack succeed so often. */
  readonly epsilon: number;
}

/** Both rates must hold together. */
const confidence = 0.975;

interface Scored {
  readonly score: number;
  readonly isMember: boolean;
}

function share(items: readonly Scored[], isMember: boolean, threshold: number): { hits: number; of: number } {
  const asked = items.filter((item) => item.isMember === isMember);
  return { hits: asked.filter(({ score }) => score >= threshold).length, of: asked.length };
}

/** log of the true over the false positive rate at a threshold; rates kept off 0 as for one half item, so that extremes compare. */
function advantage(items: readonly Scored[], threshold: number): number {
  const [members, outsiders] = [share(items, true, threshold), share(items, false, threshold)];
  return Math.log((members.hits + 0.5) / (members.of + 1)) - Math.log((outsiders.hits + 0.5) / (outsiders.of + 1));
}

function bestThreshold(items: readonly Scored[]): number {
  let best = { threshold: Number.POSITIVE_INFINITY, value: Number.NEGATIVE_INFINITY };
  for (const { score } of items) {
    const value = advantage(items, score);
    if (value > best.value) best = { threshold: score, value };
  }
  return best.threshold;
}

/** What the held-out half proves at a threshold that the other half chose. */
function provenEpsilon(chosenOn: readonly Scored[], measuredOn: readonly Scored[]): number {
  const threshold = bestThreshold(chosenOn);
  const [members, outsiders] = [share(measuredOn, true, threshold), share(measuredOn, false, threshold)];
  // Two-sided at twice the risk: each bound is one-sided.
  const oneSided = 1 - 2 * (1 - confidence);
  const truePositives = clopperPearsonInterval(members.hits, members.of, oneSided).low;
  const falsePositives = clopperPearsonInterval(outsiders.hits, outsiders.of, oneSided).high;
  return Math.max(0, Math.log(truePositives / falsePositives));
}

/**
 * How well a score tells members of the training set from outsiders, and what that says about ε (Jagielski et al. 2020): TPR ≤ e^ε FPR for every
 * attack, δ neglected. Items of even position choose the threshold, the others measure it.
 * @param scores higher means more likely a member
 * @param isMember for each score
 * @throws SampleError on fewer than 4 members or outsiders, or on a score that is not finite
 */
export function auditMembership(scores: readonly number[], isMember: readonly boolean[]): MembershipAudit {
  const members = scores.filter((_, index) => isMember[index]);
  const outsiders = scores.filter((_, index) => !isMember[index]);
  if (members.length < 4 || outsiders.length < 4)
    throw new SampleError(
      `expected at least 4 members and 4 outsiders, found ${members.length} and ${outsiders.length}`,
    );
  const auc = rocAuc(
    scores,
    isMember.map((member) => (member ? 1 : 0)),
  );
  const half = (remainder: number): Scored[] =>
    [members, outsiders].flatMap((side, which) =>
      side.filter((_, index) => index % 2 === remainder).map((score) => ({ score, isMember: which === 0 })),
    );
  return { auc: Math.max(auc, 1 - auc), epsilon: provenEpsilon(half(0), half(1)) };
}
