import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import { type BoardQuery, boardHref } from '../lib/board-query';
import { relationWords } from '../lib/words';

interface Choice {
  text: string;
  tag?: string;
  change: Partial<BoardQuery>;
  current: boolean;
}

/** Switches as links: the state is the address. A switch with one position is not shown. */
export function BoardFilters({ unfiltered, query }: { unfiltered: Board; query: BoardQuery }) {
  const { task, variant } = unfiltered;
  return (
    <nav className="filters" aria-label="Which rows to show">
      <Switch
        name="Data"
        task={task.id}
        // Rows of another variant have other devices and divisions: only the track goes along.
        query={{ track: query.track, sort: query.sort, columns: query.columns, weight: query.weight, only: query.only }}
        choices={task.variants.map(({ id, title, relation }) => ({
          text: title,
          tag: relationWords[relation].label,
          change: { variant: id },
          current: id === variant.id,
        }))}
      />
      <Switch name="Sees at test time" task={task.id} query={query} choices={trackChoices(unfiltered, query)} />
      <Switch
        name="Division"
        task={task.id}
        query={query}
        choices={valueChoices(
          'division',
          unfiltered.rows.map((row) => row.division),
          query,
        )}
      />
      <Switch
        name="Device"
        task={task.id}
        query={query}
        choices={valueChoices(
          'device',
          unfiltered.rows.map((row) => row.machine.deviceClass),
          query,
        )}
      />
      <Switch
        name="Runtime"
        task={task.id}
        query={query}
        choices={valueChoices(
          'runtime',
          unfiltered.rows.map((row) => row.runtime.name),
          query,
        )}
      />
      <Switch name="Rows" task={task.id} query={query} choices={onlyChoices(query)} />
      <Switch
        name="Scenario"
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
    change: { track: id },
    current: query.track === id,
  }));
  return [{ text: 'all tracks', change: { track: undefined }, current: query.track === undefined }, ...each];
}

function onlyChoices({ only }: BoardQuery): Choice[] {
  return [
    { text: 'all', change: { only: undefined }, current: only === undefined },
    { text: 'VALID', change: { only: 'valid' }, current: only === 'valid' },
    { text: 'on the front', change: { only: 'front' }, current: only === 'front' },
  ];
}

function valueChoices(name: 'division' | 'device' | 'runtime', values: readonly string[], query: BoardQuery): Choice[] {
  const distinct = [...new Set(values)].sort();
  if (distinct.length < 2) return [];
  const each = distinct.map((value) => ({ text: value, change: { [name]: value }, current: query[name] === value }));
  return [{ text: 'all', change: { [name]: undefined }, current: query[name] === undefined }, ...each];
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
        {choices.map(({ text, tag, change, current }) => (
          <li key={text}>
            <Link
              href={boardHref(task, query, change)}
              aria-current={current ? 'true' : undefined}
              prefetch={false}
              scroll={false}
            >
              {text}
              {tag && <span className="tag">{tag}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
