import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import { type BoardQuery, boardHref } from '../lib/board-query';
import type { Language } from '../lib/languages.mjs';
import { words } from '../messages/words';

interface Choice {
  text: string;
  /** Of the text, where it is not the page's. */
  language?: Language;
  tag?: string;
  change: Partial<BoardQuery>;
  current: boolean;
}

/** Switches as links: the state is the address. A switch with one position is not shown. */
export function BoardFilters({ unfiltered, query }: { unfiltered: Board; query: BoardQuery }) {
  const { task, variant } = unfiltered;
  const { board: say, terms } = words();
  return (
    <nav className="filters" aria-label={say.filters}>
      <Switch
        name={say.data}
        task={task.id}
        // Rows of another variant have other devices and divisions: only the track goes along.
        query={{ track: query.track, sort: query.sort, columns: query.columns, weight: query.weight, only: query.only }}
        choices={task.variants.map(({ id, title, relation }) => ({
          text: title,
          language: 'en',
          tag: terms.relations[relation].label,
          change: { variant: id },
          current: id === variant.id,
        }))}
      />
      <Switch name={say.tracks} task={task.id} query={query} choices={trackChoices(unfiltered, query)} />
      <Switch
        name={say.division}
        task={task.id}
        query={query}
        choices={valueChoices(
          'division',
          unfiltered.rows.map((row) => row.division),
          query,
        )}
      />
      <Switch
        name={say.device}
        task={task.id}
        query={query}
        choices={valueChoices(
          'device',
          unfiltered.rows.map((row) => row.machine.deviceClass),
          query,
        )}
      />
      <Switch
        name={say.runtime}
        task={task.id}
        query={query}
        choices={valueChoices(
          'runtime',
          unfiltered.rows.map((row) => row.runtime.name),
          query,
        )}
      />
      <Switch name={say.rows} task={task.id} query={query} choices={onlyChoices(query)} />
      <Switch
        name={say.scenario}
        task={task.id}
        query={query}
        choices={task.scenarios.map((scenario) => ({
          text: scenario,
          change: { scenario },
          current: scenario === (query.scenario ?? unfiltered.scenario),
        }))}
      />
    </nav>
  );
}

function trackChoices({ task }: Board, query: BoardQuery): Choice[] {
  if (task.tracks.length < 2) return [];
  const each = task.tracks.map(({ id, title }) => ({
    text: title,
    language: 'en' as const,
    change: { track: id },
    current: query.track === id,
  }));
  return [{ text: words().board.allTracks, change: { track: undefined }, current: query.track === undefined }, ...each];
}

function onlyChoices({ only }: BoardQuery): Choice[] {
  const say = words().board;
  return [
    { text: say.all, change: { only: undefined }, current: only === undefined },
    { text: 'VALID', change: { only: 'valid' }, current: only === 'valid' },
    { text: say.onTheFront, change: { only: 'front' }, current: only === 'front' },
  ];
}

function valueChoices(name: 'division' | 'device' | 'runtime', values: readonly string[], query: BoardQuery): Choice[] {
  const distinct = [...new Set(values)].sort();
  if (distinct.length < 2) return [];
  const each = distinct.map((value) => ({ text: value, change: { [name]: value }, current: query[name] === value }));
  return [{ text: words().board.all, change: { [name]: undefined }, current: query[name] === undefined }, ...each];
}

interface SwitchProperties {
  name: string;
  task: string;
  query: BoardQuery;
  choices: readonly Choice[];
}

function Switch({ name, task, query, choices }: SwitchProperties) {
  if (choices.length < 2) return null;
  return (
    <div>
      <h2>{name}</h2>
      <ul>
        {choices.map(({ text, language, tag, change, current }) => (
          <li key={text}>
            <Link
              href={boardHref(task, query, change)}
              aria-current={current ? 'true' : undefined}
              prefetch={false}
              scroll={false}
            >
              <span lang={language}>{text}</span>
              {tag && <span className="tag">{tag}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
