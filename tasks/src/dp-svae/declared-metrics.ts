import type { DeclaredByTraining } from '@paretoboard/contract/record.js';
import { nominalEpsilon } from '@paretoboard/harness/privacy/nominal-epsilon.js';

/** ε of the declared noise; nothing where no noise was declared: no finite ε holds then. */
export function declaredMetrics({ privacy }: DeclaredByTraining): Readonly<Record<string, number>> {
  return privacy === undefined ? {} : { epsilon: nominalEpsilon(privacy) };
}
