import type { BoardQuery } from '../lib/board-query';
import type { BoardView } from '../lib/board-view';
import { words } from '../messages/words';

/** Columns, and what matters to the reader: a form, so that it works without JavaScript and the choice is in the address. */
export function BoardViewForm({ task, view, query }: { task: string; view: BoardView; query: BoardQuery }) {
  const shown = new Set(view.columns.map(({ id }) => id));
  const { columns: _columns, page: _page, weight, ...kept } = query;
  const say = words().board;
  return (
    <details className="view-options">
      <summary>{say.viewOptions}</summary>
      <form action={`/tasks/${encodeURIComponent(task)}`}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset>
          <legend>{say.columns}</legend>
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
          <legend>{say.whatMatters}</legend>
          <label>
            {say.speed}{' '}
            <input
              type="range"
              name="weight"
              min="0"
              max="100"
              step="5"
              defaultValue={weight ?? '50'}
              aria-label={say.weight}
            />{' '}
            {view.metric.name}
          </label>
          <p className="small quiet">{say.ownColumn}</p>
        </fieldset>
        {/* The range always has a value: with a second one beside it, it does not count. */}
        <button type="submit" className="plain-button" name="weight" value="none">
          {say.show}
        </button>
        <button type="submit" className="plain-button">
          {say.showWeighted}
        </button>
      </form>
    </details>
  );
}
