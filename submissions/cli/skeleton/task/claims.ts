import type { Claim } from '@paretoboard/contract/claim.js';

/** What the paper prints, its own figures and those that it quotes; what arithmetic says is added when the task is loaded. */
export const claims: Claim[] = [
  // FILL: each printed figure, as it stands in harness/src/claims/papers/my-task.json.
  {
    metric: 'accuracy',
    value: 90,
    method: 'FILL: name of the method in the table',
    submission: 'my-task',
    track: 'features',
    dataset: 'my-task-surrogate',
    table: 'Table 1',
    conditions: 'FILL: data, split, sizes',
    audit: [],
  },
];
