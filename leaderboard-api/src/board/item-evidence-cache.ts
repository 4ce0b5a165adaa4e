import { Injectable } from '@nestjs/common';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { type ItemEvidence, itemEvidence } from '@paretoboard/harness/records/item-evidence.js';
import { RecordFiles } from '../records/record-files.js';
import { storedItemOutcomes } from '../records/stored-item-outcomes.js';

/** Records of which the outcomes are kept in memory: a few hundred kB each at ten thousand items. */
const limit = 512;

/** Per-item outcomes of the primary metric of published records, which never change: read once. */
@Injectable()
export class ItemEvidenceCache {
  private readonly known = new Map<string, Promise<ItemEvidence | null>>();

  constructor(private readonly files: RecordFiles) {}

  /** Null where the record has no outcomes or the store has no such file. */
  of(record: BenchmarkRecord): Promise<ItemEvidence | null> {
    const found = this.known.get(record.digest) ?? this.read(record);
    // Last asked for, last to go.
    this.known.delete(record.digest);
    this.known.set(record.digest, found);
    if (this.known.size > limit) this.known.delete(this.known.keys().next().value!);
    return found;
  }

  private async read(record: BenchmarkRecord): Promise<ItemEvidence | null> {
    const rule = record.metrics.find((metric) => metric.primary)?.fromItems;
    const items = rule ? await storedItemOutcomes(this.files, record) : null;
    return rule && items ? itemEvidence(items, rule) : null;
  }
}
