import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { RunState } from '@paretoboard/contract/run-state.js';
import type { Submission } from '@paretoboard/contract/submission.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import type { EntityManager } from 'typeorm';
import { type Holder, type Identity, maySee, seesEverything } from '../accounts/identity.js';

/** What names somebody in a thing: of a submission, a record, a run, a row. */
interface Names {
  readonly owner: string;
  readonly submission: string;
}

/**
 * Whom the public is told: the one place that decides it. While a task is anonymous, names of what people sent are replaced by made-up ones, the same for the
 * same holder and task, so that attempts stay together; nothing that is made from a name alone, which could be tried out. Built-ins keep their names.
 */
export class Anonymity {
  private constructor(private readonly deadlines: ReadonlyMap<string, Date>) {}

  /** As the tasks' rules are at this moment. */
  static async now(manager: EntityManager): Promise<Anonymity> {
    const found = await manager.query<{ task: string; deadline: Date }[]>(
      `select task, (rules ->> 'deadline')::timestamptz as deadline from task_rules
        where (rules ->> 'anonymous')::boolean and (rules ->> 'deadline')::timestamptz > now()`,
    );
    return new Anonymity(new Map(found.map(({ task, deadline }) => [task, deadline])));
  }

  /** Tasks that are anonymous now. */
  get tasks(): readonly string[] {
    return [...this.deadlines.keys()];
  }

  /** Until when the public is told made-up names; null: it is told the true ones. */
  until(task: string, { owner, team }: Holder): Date | null {
    return owner === null && team === null ? null : (this.deadlines.get(task) ?? null);
  }

  /** Whether true names are kept from this reader. */
  hides(task: string, holder: Holder, reader: Identity | null): boolean {
    return this.until(task, holder) !== null && !maySee(reader, holder);
  }

  /**
   * Condition on a query by name: things whose names this reader is told, for else the search would tell what the answer hides.
   * @param alias of a table with `task`, `owner` and `team`
   * @returns null: the reader is told all of them
   */
  namesKnownTo(reader: Identity | null, alias: string): [string, object] | null {
    if (this.deadlines.size === 0 || seesEverything(reader)) return null;
    const isTheirs = `(${alias}.team is null and (${alias}.owner is null or ${alias}.owner = :reader)) or ${alias}.team = any (:teams)`;
    const known = reader?.scopes.includes('read') ? reader : null;
    return [
      `(${alias}.task <> all (:anonymousTasks) or ${isTheirs})`,
      {
        anonymousTasks: this.tasks,
        reader: known?.person ?? null,
        teams: [...(known?.teams.keys() ?? [])],
      },
    ];
  }

  submission(shown: Submission, holder: Holder, reader: Identity | null): Submission {
    const anonymousUntil = this.until(shown.task, holder)?.toISOString() ?? null;
    if (!this.hides(shown.task, holder, reader)) return { ...shown, anonymousUntil };
    const { owner, submission } = madeUp(shown.task, holder, shown.name);
    return { ...shown, name: submission, title: submission, owner, authors: [], source: '', anonymousUntil };
  }

  /** What is left no longer has the record's digest: that is for those who may know the names. */
  record(record: BenchmarkRecord, holder: Holder, reader: Identity | null): BenchmarkRecord {
    const { id } = record.task;
    if (!this.hides(id, holder, reader)) return record;
    const { submission: name } = madeUp(id, holder, record.submission.name);
    return { ...record, submission: { ...record.submission, name, title: name, authors: [], source: '' } };
  }

  run(run: RunState, holder: Holder, reader: Identity | null): RunState {
    const { task, submission: name } = run.request;
    if (!run.submission || !this.hides(task, holder, reader)) return run;
    const made = madeUp(task, holder, name);
    return {
      ...run,
      request: { ...run.request, submission: made.submission },
      submission: { ...run.submission, name: made.submission, owner: made.owner },
    };
  }

  /** Name of a row's owner, for everybody. */
  ownerName(task: string, holder: Holder, name: string | null): string | null {
    return this.hides(task, holder, null) ? madeUp(task, holder, '').owner : name;
  }
}

function madeUp(task: string, { owner, team }: Holder, name: string): Names {
  // The ids are random and told to nobody: without them nothing can be tried out.
  const holder = team ?? owner;
  const short = (...parts: (string | null)[]): string => sha256(JSON.stringify(['anonymous', ...parts])).slice(0, 8);
  return { owner: `anonymous-${short(task, holder)}`, submission: `entry-${short(task, holder, name)}` };
}
