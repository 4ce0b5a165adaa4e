import { primaryMetric } from '@paretoboard/contract/task.js';
import { Feed } from 'feed';
import type { NewBest } from './new-bests.js';

/** A feed of nothing has been as it is since then. */
const never = new Date(0);

function titleOf({ board, row }: NewBest): string {
  const primary = row.metrics.find((metric) => metric.primary);
  const value =
    primary?.value === null || primary === undefined ? '' : `: ${primary.value.toPrecision(4)} ${primary.unit}`;
  return `${row.submission.title} leads ${board.task.title}, ${board.variant.id}${value}`;
}

function textOf({ board, row }: NewBest): string {
  const { name } = primaryMetric(board.task);
  const primary = row.metrics.find((metric) => metric.primary);
  const range =
    primary && primary.low !== null && primary.high !== null
      ? ` (${primary.low.toPrecision(4)} to ${primary.high.toPrecision(4)}, n = ${primary.n})`
      : '';
  return `${name} ${primary?.value?.toPrecision(4) ?? 'not measured'} ${primary?.unit ?? ''}${range}; ${row.track}, ${row.division}, ${row.runtime.name} on ${row.machine.deviceClass}. ${row.rankWords}.`;
}

export interface FeedAddresses {
  /** Of the site and API, without a slash at the end. */
  readonly origin: string;
  /** Path of the feed itself. */
  readonly path: string;
}

/** New bests as an Atom feed (RFC 4287). The same bests make the same bytes. */
export function atomOf(title: string, bests: readonly NewBest[], { origin, path }: FeedAddresses): string {
  const feed = new Feed({
    id: `${origin}${path}`,
    title,
    link: origin,
    feedLinks: { atom: `${origin}${path}` },
    updated: bests[0] ? new Date(bests[0].at) : never,
    generator: 'Paretoboard',
    copyright: '',
  });
  for (const best of bests) {
    const { record, submission } = best.row;
    feed.addItem({
      id: `urn:sha256:${record}`,
      title: titleOf(best),
      link: `${origin}/records/${record}`,
      description: textOf(best),
      author: submission.authors.map((name) => ({ name })),
      date: new Date(best.at),
    });
  }
  return feed.atom1();
}
