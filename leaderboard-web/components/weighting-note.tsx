import Link from 'next/link';
import { type BoardQuery, boardHref } from '../lib/board-query';
import { words } from '../messages/words';

/** Says, above chart and table, that the order is the reader's own. */
export function WeightingNote({ task, query, metric }: { task: string; query: BoardQuery; metric: string }) {
  if (query.weight === undefined) return null;
  const say = words().board;
  return (
    <p className="weighting" role="note">
      <strong>{say.ownView}</strong> {say.weighting(Number(query.weight), metric)}{' '}
      <Link href={boardHref(task, query, { weight: undefined })} prefetch={false}>
        {say.ownOrder}
      </Link>
    </p>
  );
}
