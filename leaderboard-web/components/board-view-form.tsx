import type { BoardQuery } from '../lib/board-query';
import type { BoardView } from '../lib/board-view';

/** Columns, and what matters to the reader: a form, so that it works without JavaScript and the choice is in the address. */
export function BoardViewForm({ task, view, query }: { task: string; view: BoardView; query: BoardQuery }) {
  const shown = new Set(view.columns.map(({ id }) => id));
  const { columns: _columns, weight, ...kept } = query;
  return (
    <details className="view-options">
      <summary>Columns, and what matters to you</summary>
      <form action={`/tasks/${encodeURIComponent(task)}`}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset>
          <legend>Columns</legend>
          {/* Without any box the usual columns would come back. */}
          <input type="hidden" name="columns" value="rank" />
          <div className="view-columns">
            {view.allColumns
              .filter(({ fixed }) => !fixed)
              .map(({ id, title }) => (
                <label key={id}>
                  <input type="checkbox" name="columns" value={id} defaultChecked={shown.has(id)} /> {title}
                </label>
              ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>What matters to you</legend>
          <label>
            Speed{' '}
            <input
              type="range"
              name="weight"
              min="0"
              max="100"
              step="5"
              defaultValue={weight ?? '50'}
              aria-label="Weight of accuracy against speed, in per cent"
            />{' '}
            {view.metric.name}
          </label>
          <p className="small quiet">
            Adds a column of your own and sorts by it. It knows no intervals and never replaces the rank.
          </p>
        </fieldset>
        {/* The range always has a value: with a second one beside it, it does not count. */}
        <button type="submit" className="plain-button" name="weight" value="none">
          Show
        </button>
        <button type="submit" className="plain-button">
          Show with this weighting
        </button>
      </form>
    </details>
  );
}
