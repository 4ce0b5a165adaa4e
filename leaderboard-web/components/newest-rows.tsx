import { primaryMetric } from '@paretoboard/contract/task.js';
import { metricValue, unitSuffix } from '../lib/format';
import { type ListedBoard, newestOf } from '../lib/listed-boards';
import { readable } from '../lib/readable';
import { words } from '../messages/words';
import { BoardLink } from './board-link';
import { Instant } from './instant';

const mostShown = 5;

/** Boards by their newest row, the latest first. */
export function NewestRows({ boards }: { boards: readonly ListedBoard[] }) {
  const say = words().home;
  const newest = newestOf(boards).slice(0, mostShown);
  if (newest.length === 0) return null;
  return (
    <section>
      <h2>{say.newest}</h2>
      <ol className="board-lines">
        {newest.map(({ board, row }) => (
          <li key={`${board.task.id} ${board.variant.id}`}>
            <a className="foreign" href={`/records/${row.record}`}>
              {readable(row.submission.title)}
            </a>
            {row.metric !== null && (
              <span>
                {primaryMetric(board.task).name} {metricValue(row.metric.value, row.metric.unit)}
                {unitSuffix(row.metric.unit)}
              </span>
            )}
            <span className="detail">
              <BoardLink board={board} />, <Instant at={row.measuredAt} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
