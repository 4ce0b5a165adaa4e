import type { ChallengeEntrant, ChallengeOverview } from '@paretoboard/contract/challenge.js';
import type { ReactNode } from 'react';
import type { ChallengeDeed } from '../lib/api';
import { count } from '../lib/format';
import { words } from '../messages/words';
import { ChallengeRuns } from './challenge-runs';
import { Instant } from './instant';
import { Reason } from './reason';

interface Properties {
  readonly overview: ChallengeOverview;
  /** What was asked for and refused just now. */
  readonly refused: ChallengeDeed | null;
}

/** What an organiser sees and does; nobody else is sent it. */
export function ChallengeOrganising({ overview, refused }: Properties) {
  const say = words().challenges;
  const { challenge, entrants, open, finals, frozenWhen, revealedWhen } = overview;
  const isFrozen = challenge.frozenAt !== null;
  const isOver = challenge.revealedAt !== null;
  return (
    <section className="section stack" aria-labelledby="organising">
      <h2 id="organising">{say.organise}</h2>
      <p className="section-note">{say.organiseNote(open.main + open.final)}</p>
      {refused && (
        <p className="reason" role="alert">
          {say.refused(<Reason text={obstacleOf(overview, refused)} otherwise={say.otherState} />)}
        </p>
      )}
      {entrants.length > 0 && <Entrants entrants={entrants} />}
      {finals.length > 0 && <ChallengeRuns runs={finals} named caption={isFrozen ? say.finals : say.finalsNow} />}
      {!isFrozen && !isOver && (
        <Deed name={say.freeze} deed="freeze" slug={challenge.slug} why={frozenWhen}>
          <p>{say.freezeText}</p>
          {frozenWhen === null && finals.length > 0 && (
            <fieldset className="stack">
              <legend>{say.finals}</legend>
              {finals.map(({ run, holder, submission }) => (
                <label className="choice" key={run}>
                  <input type="checkbox" name="final" value={submission.id} defaultChecked />{' '}
                  {say.finalOf(submission.name, holder)}
                </label>
              ))}
              <input type="hidden" name="offered" value={finals.length} />
            </fieldset>
          )}
        </Deed>
      )}
      {challenge.state === 'frozen' && (
        <>
          <Deed name={say.again} deed="finals" slug={challenge.slug} why={null}>
            <p>{say.againText}</p>
          </Deed>
          <Deed name={say.reveal} deed="reveal" slug={challenge.slug} why={revealedWhen}>
            <p>{say.revealText}</p>
          </Deed>
        </>
      )}
      {!isOver && (
        <Deed name={say.callOff} deed="call-off" slug={challenge.slug} why={null}>
          <p>{say.callOffText}</p>
          <label>
            {say.callOffReason} <textarea name="reason" required maxLength={1_000} rows={3} />
          </label>
        </Deed>
      )}
    </section>
  );
}

/** Why what was asked for cannot be done now, as far as the overview says; null: it does not. */
function obstacleOf({ frozenWhen, revealedWhen }: ChallengeOverview, deed: ChallengeDeed): string | null {
  if (deed === 'call-off') return null;
  return deed === 'freeze' ? frozenWhen : revealedWhen;
}

interface DeedProperties {
  readonly name: string;
  readonly deed: ChallengeDeed;
  readonly slug: string;
  /** Why not now; null: it can be done. */
  readonly why: string | null;
  readonly children: ReactNode;
}

/** Opened first, then done: nothing here can be taken back. */
function Deed({ name, deed, slug, why, children }: DeedProperties) {
  return (
    <details className="deed">
      <summary>{name}</summary>
      <form className="submit-form stack" method="post" action={`/challenges/${slug}/deeds`}>
        {children}
        <input type="hidden" name="deed" value={deed} />
        {why !== null && <p className="quiet">{words().challenges.notNow(<span lang="en">{why}</span>)}</p>}
        {why === null && (
          <p>
            <button type="submit">{name}</button>
          </p>
        )}
      </form>
    </details>
  );
}

function Entrants({ entrants }: { entrants: readonly ChallengeEntrant[] }) {
  const say = words().challenges;
  const columns = (['runs', 'charged', 'open', 'valid', 'invalid', 'failed', 'error'] as const).map((id) => ({
    name: say.columns[id],
    of: (entrant: ChallengeEntrant) => entrant[id],
  }));
  return (
    <table className="sheet folds">
      <caption>{say.entrantsCaption(entrants.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{say.of}</th>
          <th scope="col">{say.lastSent}</th>
          {columns.map(({ name }) => (
            <th scope="col" className="figure" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entrants.map((entrant) => (
          <tr key={entrant.holder}>
            <th scope="row" className="foreign">
              {entrant.holder}
              {entrant.excluded && (
                <span className="detail">{say.excluded(<span lang="en">{entrant.excluded}</span>)}</span>
              )}
            </th>
            <td data-label={say.lastSent} className="nobr">
              <Instant at={entrant.lastAt} />
            </td>
            {columns.map(({ name, of }) => (
              <td className="figure" data-label={name} key={name}>
                {count(of(entrant))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
