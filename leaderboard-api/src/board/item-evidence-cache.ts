import { Injectable } from '@nestjs/common';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { type ItemEvidence, itemEvidence, sameItems } from '@paretoboard/harness/records/item-evidence.js';
import { RecordFiles } from '../records/record-files.js';
import { storedItemOutcomes } from '../records/stored-item-outcomes.js';

/** Outcomes that are kept in memory, of all records together: 80 MB. */
const mostOutcomes = 10_000_000;
/** What a record takes besides, counted as outcomes. */
const besides = 50;
/** Lists of names that records share. */
const mostLists = 64;

interface Kept {
  readonly evidence: Promise<ItemEvidence | null>;
  outcomes: number;
}

/**
 * Per-item outcomes of the primary metric of published records, which never change: read once. Boards remember what tests of two of them said for as long as
 * they are kept.
 */
@Injectable()
export class ItemEvidenceCache {
  private readonly known = new Map<string, Kept>();
  private outcomes = 0;
  private readonly lists: (readonly string[])[] = [];

  constructor(private readonly files: RecordFiles) {}

  /** Null where the record has no outcomes or the store has no such file. */
  of(record: BenchmarkRecord): Promise<ItemEvidence | null> {
    const { digest } = record;
    const found = this.known.get(digest) ?? this.begin(record);
    // Last asked for, last to go.
    this.known.delete(digest);
    this.known.set(digest, found);
    return found.evidence;
  }

  private begin(record: BenchmarkRecord): Kept {
    const kept: Kept = { evidence: this.read(record), outcomes: besides };
    this.outcomes += besides;
    const count = (evidence: ItemEvidence | null): void => {
      if (this.known.get(record.digest) !== kept) return;
      const more = evidence?.units.length ?? 0;
      kept.outcomes += more;
      this.outcomes += more;
      this.makeRoom();
    };
    kept.evidence.then(count, () => this.forget(record.digest));
    return kept;
  }

  private makeRoom(): void {
    for (const digest of this.known.keys()) {
      if (this.outcomes <= mostOutcomes) return;
      this.forget(digest);
    }
  }

  private forget(digest: string): void {
    this.outcomes -= this.known.get(digest)?.outcomes ?? 0;
    this.known.delete(digest);
  }

  private async read(record: BenchmarkRecord): Promise<ItemEvidence | null> {
    const rule = record.metrics.find((metric) => metric.primary)?.fromItems;
    const items = rule ? await storedItemOutcomes(this.files, record) : null;
    const evidence = rule && items ? itemEvidence(items, rule) : null;
    return evidence && { ...evidence, units: this.shared(evidence) };
  }

  /** Records of one test split name the same items: the names are kept once, and need not be compared. */
  private shared(evidence: ItemEvidence): readonly string[] {
    const found = this.lists.find((units) => sameItems(units, evidence.units));
    if (found) return found;
    this.lists.push(evidence.units);
    if (this.lists.length > mostLists) this.lists.shift();
    return evidence.units;
  }
}
