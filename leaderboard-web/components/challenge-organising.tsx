import type { ChallengeEntrant, ChallengeOverview } from '@paretoboard/contract/challenge.js';
import type { ReactNode } from 'react';
import type { ChallengeDeed } from '../lib/api';
import { count, instant, plural } from '../lib/format';
import { ChallengeRuns } from './challenge-runs';

interface Properties {
  readonly overview: ChallengeOverview;
  /** What was asked for and refused just now. */
  readonly refused: ChallengeDeed | null;
}

/** What an organiser sees and does; nobody else is sent it. */
export function ChallengeOrganising({ overview, refused }: Properties) {
  const { challenge, entrants, open, finals, frozenWhen, revealedWhen } = overview;
  const isFrozen = challenge.frozenAt !== null;
  return (
    <section className="section stack" aria-labelledby="organising">
      <h2 id="organising">Organise</h2>
      <p className="section-note">
        Organisers and operators alone see this part. {plural(open.main + open.final, 'run')} wait or work.
      </p>
      {refused && (
        <p className="reason" role="alert">
          That could not be done:{' '}
          {(refused === 'freeze' ? frozenWhen : revealedWhen) ?? 'the challenge is in another state now'}.
        </p>
      )}
      {entrants.length > 0 && <Entrants entrants={entrants} />}
      {finals.length > 0 && (
        <ChallengeRuns runs={finals} named caption={isFrozen ? 'Finals' : 'What the rule would measure again now'} />
      )}
      {!isFrozen && (
        <Deed name="Freeze the challenge" deed="freeze" slug={challenge.slug} why={frozenWhen}>
          <p>
            Nothing is added or changed from then on. The finals are measured again on data of a secret that is drawn
            after the choice.
          </p>
          {frozenWhen === null && finals.length > 0 && (
            <fieldset className="stack">
              <legend>Finals</legend>
              {finals.map(({ run, holder, submission }) => (
                <label className="choice" key={run}>
                  <input type="checkbox" name="final" value={submission.id} defaultChecked /> {submission.name}, of{' '}
                  {holder}
                </label>
              ))}
              <input type="hidden" name="offered" value={finals.length} />
            </fieldset>
          )}
        </Deed>
      )}
      {challenge.state === 'frozen' && (
        <>
          <Deed name="Measure lost finals again" deed="finals" slug={challenge.slug} why={null}>
            <p>Those that ended by our doing, or were stopped.</p>
          </Deed>
          <Deed name="Reveal everything" deed="reveal" slug={challenge.slug} why={revealedWhen}>
            <p>
              Every record enters the log and the boards. It happens by itself at the time that was announced, once no
              final is missing.
            </p>
          </Deed>
        </>
      )}
    </section>
  );
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
        {why !== null && <p className="quiet">Not now: it {why}.</p>}
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
  const columns = [
    { name: 'Runs', of: ({ runs }: ChallengeEntrant) => runs },
    { name: 'Charged', of: ({ charged }: ChallengeEntrant) => charged },
    { name: 'Open', of: ({ open }: ChallengeEntrant) => open },
    { name: 'VALID', of: ({ valid }: ChallengeEntrant) => valid },
    { name: 'INVALID', of: ({ invalid }: ChallengeEntrant) => invalid },
    { name: 'Failed', of: ({ failed }: ChallengeEntrant) => failed },
    { name: 'Our error', of: ({ error }: ChallengeEntrant) => error },
  ];
  return (
    <table className="sheet folds">
      <caption>{plural(entrants.length, 'team or person', 'teams and people')}, the last to send first</caption>
      <thead>
        <tr>
          <th scope="col">Of</th>
          <th scope="col">Last sent</th>
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
              {entrant.excluded && <span className="detail">not in the final: {entrant.excluded}</span>}
            </th>
            <td data-label="Last sent" className="nobr">
              {instant(entrant.lastAt)}
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
