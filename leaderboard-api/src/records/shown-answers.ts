import type { RecordAnswers } from '@paretoboard/contract/answers.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { TaskDefinition } from '@paretoboard/contract/task.js';
import type { DataSet } from '@paretoboard/harness/data/catalogue.js';

/** More stored outputs than this are not unpacked for a page. */
const mostOutputBytes = 128 * 2 ** 20;

export interface ShownAnswers {
  /** Why nothing is worked out; null: it is. */
  readonly obstacle: string | null;
  /** Why single items stay hidden; null: they may be shown. */
  readonly itemsObstacle: string | null;
  /** Of data that are not generated. */
  readonly source: RecordAnswers['source'];
}

type Asked = Pick<BenchmarkRecord, 'task' | 'variant' | 'files'>;

/** The task as this registry has it. */
type Known = Pick<TaskDefinition, 'version' | 'variants'>;

function obstacleOf({ task, variant, files }: Asked, known: Known | null, data: DataSet | null): string | null {
  if (!files.outputs)
    return 'The record keeps no outputs: none were measured, or they were over the cap (its log says so).';
  if (files.outputs.bytes > mostOutputBytes) return 'The stored outputs are too many to be unpacked for a page.';
  if (known?.version !== task.version)
    return `The record is of version ${task.version} of its task; labels here are of ${known?.version ?? 'none'}.`;
  // Those of a challenge are made from a secret of its own.
  if (!known.variants.some(({ id }) => id === variant.id))
    return 'The data of this record are not among those that this server can make or read.';
  // Labels of data that not everybody can have are nobody's to count: who was taken for whom would tell them.
  if (variant.relation !== 'surrogate' && data?.access !== 'open') return 'The labels of these data are not public.';
  return null;
}

/**
 * What may be shown of a record's answers. Labels count only where anybody has them: of generated data, and of data sets that are open. Items of a data set
 * are shown only where its licence says so.
 * @param known the record's task; null: this registry has none of that name
 * @param data of the catalogue; null for generated data
 */
export function shownAnswers(record: Asked, known: Known | null, data: DataSet | null): ShownAnswers {
  const isGenerated = record.variant.relation === 'surrogate';
  const mayShow = isGenerated || data?.showable === true;
  return {
    obstacle: obstacleOf(record, known, data),
    itemsObstacle: mayShow
      ? null
      : `The licence of ${data?.title ?? 'these data'} (${data?.licence ?? 'unknown'}) does not say that others may show items of it.`,
    source:
      isGenerated || !data || !mayShow ? null : { title: data.title, licence: data.licence, citation: data.citation },
  };
}
