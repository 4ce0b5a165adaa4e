import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInsOf } from '@paretoboard/baselines/registry.js';
import type { Board } from '@paretoboard/contract/board.js';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { divisionSchema } from '@paretoboard/contract/submission-manifest.js';
import { type BoardRecord, makeBoard } from '@paretoboard/harness/board/board.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { itemEvidence } from '@paretoboard/harness/records/item-evidence.js';
import { readItemOutcomes } from '@paretoboard/harness/records/read-items.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { taskListing } from './task-listing.js';
import { requireOneOf } from './usage-error.js';

interface FoundRecord {
  readonly folder: string;
  readonly record: BenchmarkRecord;
}

export interface LocalQuestion {
  readonly task: string;
  readonly variant?: string | undefined;
  readonly division?: string | undefined;
  readonly device?: string | undefined;
  readonly scenario: Scenario;
}

/** A record that is whole; null for another version's, a broken one, or one whose digest is not its content's. */
function readRecord(path: string): BenchmarkRecord | null {
  try {
    const record = recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { digest, signature: _signature, ...content } = record;
    return digestOf(content) === digest ? record : null;
  } catch {
    return null;
  }
}

/** Every whole record below a folder, once each. */
function findRecords(root: string): FoundRecord[] {
  const found = new Map<string, FoundRecord>();
  if (!existsSync(root)) return [];
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of entries) {
    const record = name === recordFileName ? readRecord(join(parentPath, name)) : null;
    if (record) found.set(record.digest, { folder: parentPath, record });
  }
  return [...found.values()];
}

async function asBoardRecord({ folder, record }: FoundRecord): Promise<BoardRecord> {
  const rule = record.metrics.find((metric) => metric.primary)?.fromItems;
  const items = rule ? await readItemOutcomes(folder, record) : null;
  return {
    record,
    builtIn: builtInsOf(record.task.id).some(({ manifest }) => manifest.name === record.submission.name),
    items: rule && items ? itemEvidence(items, rule) : null,
    retraction: null, // The log is the server's.
  };
}

/**
 * The board as a server would show it, from the records below `root`. Attempts are those that lie there, and nothing is known of retractions.
 * @throws UsageError for an unknown task, variant or division
 */
export async function localBoard(root: string, question: LocalQuestion): Promise<Board> {
  const listing = await taskListing(await loadTask(requireOneOf('task', question.task, taskIds)), {
    countItems: false,
  });
  const ids = listing.variants.map(({ id }) => id);
  if (question.variant !== undefined) requireOneOf(`variant of ${listing.id}`, question.variant, ids);
  const ofTask = findRecords(root).filter(
    ({ record }) => record.task.id === listing.id && record.task.version === listing.version,
  );
  const withRecords = new Set(ofTask.map(({ record }) => record.variant.id));
  const chosen = question.variant ?? ids.find((id) => withRecords.has(id)) ?? ids[0];
  const variant = listing.variants.find(({ id }) => id === chosen)!;
  const { division = null, device = null, scenario } = question;
  return makeBoard({
    task: listing,
    variant,
    scenario,
    division:
      division === null ? null : divisionSchema.parse(requireOneOf('division', division, divisionSchema.options)),
    device,
    track: null,
    records: await Promise.all(ofTask.filter(({ record }) => record.variant.id === variant.id).map(asBoardRecord)),
    now: new Date(),
  });
}
