import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import type { Variant } from '@paretoboard/contract/variant.js';
import type { ChallengeEntity } from './challenge.entity.js';
import { variantOf } from './challenge-state.js';

const what = {
  main: 'what everybody was measured on while it was open',
  final: 'what its finals were measured on again, drawn after it was frozen',
} as const;

/** The data of a phase, as a variant of the task: rows of two challenges, or of the public surrogate, never share a ranking. */
export function challengeVariant(
  task: TaskListing,
  { slug, title, variant, calledOff }: ChallengeEntity,
  phase: ChallengePhase,
): Variant & { readonly available: boolean } {
  const like = task.variants.find(({ id }) => id === variant)!;
  return {
    id: variantOf(slug, phase),
    dataset: like.dataset,
    relation: 'surrogate',
    title: `${title}${calledOff === null ? '' : ' (called off)'}: ${phase === 'main' ? 'hidden data' : 'data of the final'}`,
    comparability: `Generated like the surrogate, from a secret of the challenge: ${what[phase]}. Comparable with rows of this phase alone, and with no printed claim.`,
    available: false,
  };
}
