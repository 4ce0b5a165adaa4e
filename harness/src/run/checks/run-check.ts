import type { Profile } from '@paretoboard/contract/profile.js';
import type { ReasonCode } from '@paretoboard/contract/reason.js';
import type { TaskDefinition } from '@paretoboard/contract/task.js';
import type { Findings } from '../findings.js';

export interface CheckContext {
  readonly findings: Findings;
  readonly definition: TaskDefinition;
  readonly profile: Profile;
  /** Input and output bytes of one timed query. */
  readonly queryBytes: number;
}

export interface Judgement {
  readonly ok: boolean;
  /** What was measured, with its limit. */
  readonly message: string;
}

/** One check of a run. Adding one: a file in this folder and a line in `registry.ts`; `docs/reasons.md` is made from them. */
export interface RunCheck {
  readonly id: string;
  /** What it shows, in one sentence. */
  readonly shows: string;
  readonly code: ReasonCode;
  readonly remedy: string;
  /** null: the run did not come that far, or the task gives nothing to judge. */
  judge(context: CheckContext): Judgement | null;
}
