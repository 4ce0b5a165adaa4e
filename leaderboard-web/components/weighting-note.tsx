import Link from 'next/link';
import { type BoardQuery, boardHref } from '../lib/board-query';

/** Says, above chart and table, that the order is the reader's own. */
export function WeightingNote({ task, query, metric }: { task: string; query: BoardQuery; metric: string }) {
  if (query.weight === undefined) return null;
  const weight = Number(query.weight);
  return (
    <p className="weighting" role="note">
      <strong>Your own view:</strong> {weight} % {metric}, {100 - weight} % speed. Each row counts by where it lies
      between the worst and the best row shown, latency by its logarithm. Ranks are as they were.{' '}
      <Link href={boardHref(task, query, { weight: undefined })} prefetch={false}>
        Back to the board’s order
      </Link>
    </p>
  );
}
