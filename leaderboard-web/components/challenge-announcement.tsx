import type { TaskListing } from '@paretoboard/contract/task.js';
import type { AnnouncementRefusal } from '../lib/announcement';
import type { FilledForm } from '../lib/kept-forms';
import { words } from '../messages/words';

export interface AnnouncementProperties {
  readonly tasks: readonly TaskListing[];
  /** Why the last try came to nothing; null: there was none. */
  readonly refused: AnnouncementRefusal | null;
  /** What was filled in then; null: nothing, or it is no longer known. */
  readonly filled: FilledForm | null;
}

const times = ['opensAt', 'closesAt', 'revealAt'] as const;
/** What the API takes where nothing is said. */
const amounts = [
  { name: 'runsPerDay', usual: 5 },
  { name: 'runsInTotal', usual: 50 },
  { name: 'runsAtOnce', usual: 2 },
] as const;

/** The form by which an organiser announces a challenge; nobody else is sent it. */
export function ChallengeAnnouncement({ tasks, refused, filled }: AnnouncementProperties) {
  const say = words().challenges;
  return (
    <section className="section stack" aria-labelledby="organising">
      <h2 id="organising">{say.organise}</h2>
      <p className="section-note">{say.announceNote}</p>
      {refused && (
        <p className="reason" role="alert">
          {say.announceRefusals[refused]}
        </p>
      )}
      <details className="deed" open={refused !== null}>
        <summary>{say.announce}</summary>
        <form className="submit-form stack" method="post" action="/challenges/deeds/announcement">
          <label>
            {say.fields.title} <input name="title" required maxLength={200} defaultValue={filled?.title} />
          </label>
          <label>
            {say.fields.slug}{' '}
            <input
              name="slug"
              required
              maxLength={60}
              pattern="[a-z0-9]+([\-.][a-z0-9]+)*"
              autoCapitalize="none"
              defaultValue={filled?.slug}
            />
          </label>
          <label>
            {say.fields.description}{' '}
            <textarea name="description" maxLength={5000} rows={4} defaultValue={filled?.description} />
          </label>
          <label>
            {say.task}{' '}
            <select name="task" required defaultValue={filled?.task}>
              {tasks
                .filter(({ variants }) => variants.some(({ relation }) => relation === 'surrogate'))
                .map(({ id }) => (
                  <option key={id}>{id}</option>
                ))}
            </select>
          </label>
          {times.map((name) => (
            <label key={name}>
              {say.fields[name]} <input type="datetime-local" name={name} required defaultValue={filled?.[name]} />
            </label>
          ))}
          {amounts.map(({ name, usual }) => (
            <label key={name}>
              {say.fields[name]}{' '}
              <input type="number" name={name} min={1} max={10_000} defaultValue={filled?.[name] ?? usual} required />
            </label>
          ))}
          <label className="choice">
            <input
              type="checkbox"
              name="ownFigures"
              defaultChecked={filled === null || filled.ownFigures !== undefined}
            />{' '}
            {say.fields.ownFigures}
          </label>
          <p>
            <button type="submit">{say.announce}</button>
          </p>
        </form>
      </details>
    </section>
  );
}
