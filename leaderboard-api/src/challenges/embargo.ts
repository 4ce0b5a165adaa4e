import type { RunState } from '@paretoboard/contract/run-state.js';
import type { EntityManager } from 'typeorm';
import { type Identity, maySee, seesEverything } from '../accounts/identity.js';
import { ProblemError } from '../http/problem.js';
import type { RunEntity } from '../runs/run.entity.js';

type Embargoed = Pick<RunEntity, 'challenge' | 'challengePhase' | 'owner' | 'team'>;

interface Told {
  readonly slug: string;
  readonly revealAt: Date;
  readonly revealed: boolean;
}

/** Ends that a result can be read from. */
const verdicts = ['published', 'invalid', 'failed'] as const;

const isUnderEmbargo = 'challenge in (select id from challenges where revealed_at is null)';

/** SQL over `runs`: the state that everybody may be told. */
export const toldState = `case when state in ('${verdicts.join("', '")}') and ${isUnderEmbargo} then 'sealed' else state end`;

/** SQL over `runs`: a final before the reveal, of which its holder is told nothing either. */
export const isHiddenFinal = `(challenge_phase is not distinct from 'final' and ${isUnderEmbargo})`;

/**
 * What is told of runs within a challenge that is not revealed: the one place that decides it. Of the phase `main` the holder is told how a run ended; of a
 * final, organisers and operators alone. Records under embargo are not among the published ones, so nothing that reads those needs to ask here.
 */
export class Embargo {
  private constructor(private readonly challenges: ReadonlyMap<string, Told>) {}

  /** As the challenges of these runs are at this moment. */
  static async over(manager: EntityManager, runs: readonly Pick<RunEntity, 'challenge'>[]): Promise<Embargo> {
    const ids = [...new Set(runs.flatMap(({ challenge }) => challenge ?? []))];
    if (ids.length === 0) return new Embargo(new Map());
    const rows = await manager.query<(Told & { id: string })[]>(
      'select id, slug, reveal_at as "revealAt", revealed_at is not null as revealed from challenges where id = any ($1)',
      [ids],
    );
    return new Embargo(new Map(rows.map(({ id, ...told }) => [id, told])));
  }

  /** Whether this reader is not told how a run goes, or went. */
  hides(run: Embargoed, reader: Identity | null): boolean {
    const told = run.challenge === null ? undefined : this.challenges.get(run.challenge);
    if (told === undefined || told.revealed) return false;
    return run.challengePhase === 'final' ? !seesEverything(reader) : !maySee(reader, run);
  }

  /** @throws ProblemError challenge-embargo */
  check(run: Embargoed & Pick<RunEntity, 'id'>, reader: Identity | null): void {
    if (!this.hides(run, reader)) return;
    const { slug, revealAt } = this.challenges.get(run.challenge!)!;
    throw new ProblemError(
      'challenge-embargo',
      `what run ${run.id} does and did is told when the challenge "${slug}" is revealed, on ${revealAt.toISOString()} at the earliest`,
    );
  }

  run(shown: RunState, run: Embargoed, reader: Identity | null): RunState {
    const told = run.challenge === null ? undefined : this.challenges.get(run.challenge);
    if (told === undefined || run.challengePhase === null) return shown;
    const { slug, revealed } = told;
    const challenge = { slug, phase: run.challengePhase, embargoed: !revealed };
    if (revealed) return { ...shown, challenge };
    if (!this.hides(run, reader)) return { ...shown, challenge };
    const nothing = { stage: null, progress: null, reasons: [], record: null };
    return { ...shown, ...nothing, challenge, state: this.stateFor(shown.state) };
  }

  /** How far a run has come tells which steps it passed. */
  private stateFor(state: RunState['state']): RunState['state'] {
    if ((verdicts as readonly string[]).includes(state)) return 'sealed';
    if (state === 'queued' || state === 'error' || state === 'cancelled') return state;
    return 'leased';
  }
}
