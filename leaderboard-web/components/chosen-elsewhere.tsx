import type { BoardPage } from '../lib/board-page';
import { type BoardQuery, boardHref, boardParameters } from '../lib/board-query';
import { words } from '../messages/words';
import { CarryChosen } from './carry-chosen';

interface Properties {
  task: string;
  page: BoardPage;
  query: BoardQuery;
}

/** What the form around a page of rows has to know of the other pages: which of their rows are chosen, and where it stands. */
export function ChosenElsewhere({ task, page: { count, rows }, query }: Properties) {
  const here = new Set(rows.map(({ row }) => row.record));
  const elsewhere = query.chosen?.split(',').filter((record) => !here.has(record)) ?? [];
  const say = words().board;
  return (
    <>
      <input type="hidden" name="board" value={boardParameters(query)} />
      {elsewhere.map((record) => (
        <input key={record} type="hidden" name="r" value={record} />
      ))}
      {elsewhere.length > 0 && (
        <p className="small">
          {say.chosenElsewhere(elsewhere.length)}{' '}
          {/* No `Link`: boxes that are ticked would stay so within a document. */}
          <a href={boardHref(task, query, { chosen: undefined, page: query.page })}>{say.chooseNone}</a>
        </p>
      )}
      {count > 1 && <CarryChosen />}
    </>
  );
}
