import type { PaperEntry } from '@paretoboard/contract/paper.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { byFamily } from '../lib/paper-families';
import { words } from '../messages/words';

/** Papers by what they do: the measured ones by their tasks, and how many more were audited. */
export function PaperFamilies({ papers, tasks }: { papers: readonly PaperEntry[]; tasks: readonly TaskListing[] }) {
  const { home: say, terms } = words();
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  return (
    <section className="section families" aria-labelledby="families">
      <h2 id="families">{say.byFamily}</h2>
      <dl>
        {byFamily(papers).map(({ family, measured, audited }) => (
          <div key={family}>
            <dt>
              <a href={`/papers#${family}`}>{terms.families[family]}</a>
            </dt>
            <dd>
              {measured.map(({ id }) => (
                <a key={id} href={`/tasks/${id}`} lang="en">
                  {titles.get(id) ?? id}
                </a>
              ))}
              {audited.length > 0 && (
                <span className="quiet">
                  {measured.length > 0 ? say.moreAudited(audited.length) : say.onlyAudited(audited.length)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
