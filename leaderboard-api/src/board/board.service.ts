import { Injectable } from '@nestjs/common';
import type { Board } from '@paretoboard/contract/board.js';
import type { BoardEntry } from '@paretoboard/contract/board-entry.js';
import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import { submissionKindSchema } from '@paretoboard/contract/interaction.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import { scenarioSchema } from '@paretoboard/contract/scenario.js';
import { divisionSchema } from '@paretoboard/contract/submission-manifest.js';
import { primaryMetric, type TaskListing } from '@paretoboard/contract/task.js';
import type { Variant } from '@paretoboard/contract/variant.js';
import { boardOf, type EntryOptions } from '@paretoboard/harness/board/board.js';
import { boardCsv } from '@paretoboard/harness/board/board-csv.js';
import { boardEntry } from '@paretoboard/harness/board/board-entry.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { DataSource, In } from 'typeorm';
import { z } from 'zod';
import { HolderNames } from '../accounts/holder-names.js';
import { Anonymity } from '../anonymity/anonymity.js';
import { ChallengeEntity } from '../challenges/challenge.entity.js';
import { challengeVariant } from '../challenges/challenge-variant.js';
import { embargoedBoard } from '../challenges/embargoed-board.js';
import { type FinishedAnswer, finishAnswer } from '../http/finished-answer.js';
import { badRequest } from '../http/problem.js';
import { TasksService } from '../tasks/tasks.service.js';
import { type BoardAddress, driftRecords, retractionsOf, standingRows } from './board-rows.js';
import { BoardVersions, type Versions } from './board-versions.js';
import { FreshCache } from './fresh-cache.js';
import { ItemEvidenceCache } from './item-evidence-cache.js';
import { testAhead } from './test-ahead.js';

/** A day means all of it, to its last millisecond; years before the log are none. */
function momentSchema(timeOfDay: string) {
  return z
    .union([z.iso.date().transform((day) => `${day}T${timeOfDay}Z`), z.iso.datetime()])
    .refine((at) => at >= '1970' && at < '9999', 'expected a date such as 2026-01-31, or a time in UTC')
    .transform((at) => new Date(at).toISOString());
}

const nameSchema = z.string().min(1).max(200);

export const boardQuerySchema = z.object({
  variant: slugSchema.optional(),
  division: divisionSchema.optional(),
  device: nameSchema.optional(),
  track: slugSchema.optional(),
  runtime: nameSchema.optional(),
  kind: submissionKindSchema.optional(),
  /** Rows measured on that day or later. */
  since: momentSchema('00:00:00.000').optional(),
  /** The board as it was at the end of that day, or at that moment, by the log. */
  asOf: momentSchema('23:59:59.999').optional(),
  scenario: scenarioSchema.default('single-stream'),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

/** Boards that are kept until their version changes: ranking tests every pair of rows. */
const keptEntries = 256;

/** Of a task without a row the board of the first variant that is here is shown, and data may come at any time. */
const emptyBoardMs = 60_000;

type BoardSources = Pick<EntryOptions, 'entries' | 'retractions' | 'drift'>;

type AvailableVariant = Variant & { readonly available: boolean };

const forms = {
  json: { type: 'application/json; charset=utf-8', write: (board: Board) => JSON.stringify(board) },
  csv: { type: 'text/csv; charset=utf-8', write: boardCsv },
} satisfies Record<string, { type: string; write(board: Board): string }>;
export type BoardForm = keyof typeof forms;

/** Reads one board in one form. */
export interface Reader {
  /** Undefined: it has to be waited for. */
  ready(): FinishedAnswer | undefined;
  answer(): Promise<FinishedAnswer>;
}

function versionIn(versions: Versions, task: string): string {
  return versions.get(task)?.version ?? `no row, minute ${Math.floor(performance.now() / emptyBoardMs)}`;
}

/** Boards as they are shown. The rows are kept in the database; ranks, and the bytes that are sent, in memory until a row changes. */
@Injectable()
export class BoardService {
  private readonly boards = new FreshCache<Board>(keptEntries);
  private readonly answers = new FreshCache<FinishedAnswer>(keptEntries);
  private readonly entries = new FreshCache<BoardEntry>(keptEntries);

  constructor(
    private readonly tasks: TasksService,
    private readonly database: DataSource,
    private readonly versions: BoardVersions,
    private readonly evidence: ItemEvidenceCache,
  ) {}

  /** @throws ProblemError 404 for an unknown task, 400 for an unknown variant */
  async board(task: string, query: BoardQuery): Promise<Board> {
    return this.boards.get(JSON.stringify([task, query]), await this.versionOf(task), () => this.make(task, query));
  }

  /** The same, written out once for everybody who asks. @returns what reads it; it throws as `board` does */
  reader(task: string, query: BoardQuery, form: BoardForm): Reader {
    const key = JSON.stringify([task, query, form]);
    const { type, write } = forms[form];
    const make = async () => finishAnswer(write(await this.board(task, query)), type);
    const readyAt = (versions: Versions) => this.answers.ready(key, versionIn(versions, task));
    return {
      ready: () => {
        const versions = this.versions.ready();
        return versions ? readyAt(versions) : undefined;
      },
      // Under load half of the readers wait for the versions alone: a promise more would be a good part of what they cost.
      answer: () =>
        this.versions
          .now()
          .then((versions) => readyAt(versions) ?? this.answers.get(key, versionIn(versions, task), make)),
    };
  }

  /** Every board of the registry that has rows, in short. */
  async listed(): Promise<BoardEntry[]> {
    const entries: BoardEntry[] = [];
    for await (const entry of this.eachListed()) entries.push(entry);
    return entries;
  }

  /** The same, one after another. */
  async *eachListed(): AsyncGenerator<BoardEntry> {
    const versions = await this.versions.now();
    for (const id of taskIds) {
      const withRows = versions.get(id)?.variants ?? [];
      const { variants } = (await loadTask(id)).definition;
      for (const variant of variants.filter((each) => withRows.includes(each.id))) {
        const make = () => this.entryOf(id, variant.id);
        yield this.entries.get(JSON.stringify([id, variant.id]), versionIn(versions, id), make);
      }
    }
  }

  private async entryOf(task: string, variant: string): Promise<BoardEntry> {
    const query = boardQuerySchema.parse({ variant });
    const { plain } = await this.reader(task, query, 'json').answer();
    return { ...boardEntry(await this.board(task, query)), tag: plain.tag };
  }

  /** Ids of the variants of a task that have rows. */
  async variantsWithRows(task: string): Promise<readonly string[]> {
    return (await this.versions.now()).get(task)?.variants ?? [];
  }

  private async versionOf(task: string): Promise<string> {
    return versionIn(await this.versions.now(), task);
  }

  private async make(taskId: string, query: BoardQuery): Promise<Board> {
    const task = await this.tasks.one(taskId);
    const hidden = query.variant === undefined ? null : await this.challengeWith(task.id, query.variant);
    const variant = hidden
      ? challengeVariant(task, hidden.challenge, hidden.phase)
      : await this.variantOf(task, query.variant);
    const taskVersion = hidden?.challenge.taskVersion ?? task.version;
    const address = { task: task.id, taskVersion, variant: variant.id };
    const asOf = query.asOf ?? null;
    const { division = null, device = null, track = null, runtime = null, kind = null, since = null } = query;
    const { entries, retractions, drift } = await this.sources(address, asOf);
    await testAhead(entries, primaryMetric(task).direction);
    return boardOf({
      task,
      variant,
      scenario: query.scenario,
      division,
      device,
      track,
      runtime,
      kind,
      since,
      asOf,
      entries,
      retractions,
      drift,
      now: asOf === null ? new Date() : new Date(asOf),
    });
  }

  /** What a board is made of, in one snapshot: rows, retractions and drift are of one moment. */
  private sources(address: BoardAddress, asOf: string | null): Promise<BoardSources> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const rows = await standingRows(manager, address, asOf);
      const names = await HolderNames.of(manager, rows);
      const anonymity = await Anonymity.now(manager);
      const entries = rows.map(async ({ attempts, body, builtIn, owner, team }) => ({
        attempts,
        // For everybody the same: the public's view.
        standing: body && {
          record: anonymity.record(body, { owner, team }, null),
          builtIn: builtIn ?? false,
          owner: anonymity.ownerName(address.task, { owner, team }, names.nameOf({ owner, team })),
          items: await this.evidence.of(body),
        },
      }));
      return {
        entries: await Promise.all(entries),
        retractions: await retractionsOf(manager, address, asOf),
        drift: await driftRecords(manager, address, asOf),
      };
    });
  }

  /** The challenge whose data a variant is; null: none. @throws ProblemError challenge-embargo before it is revealed */
  private async challengeWith(
    task: string,
    variant: string,
  ): Promise<{ challenge: ChallengeEntity; phase: ChallengePhase } | null> {
    const slugs = [variant, variant.replace(/-final$/, '')];
    const challenge = await this.database.getRepository(ChallengeEntity).findOneBy({ task, slug: In(slugs) });
    if (!challenge) return null;
    if (challenge.revealedAt === null) throw embargoedBoard(challenge);
    return { challenge, phase: challenge.slug === variant ? 'main' : 'final' };
  }

  /** @throws ProblemError 400 */
  private async variantOf(task: TaskListing, wanted: string | undefined): Promise<AvailableVariant> {
    const found =
      wanted === undefined
        ? await this.defaultVariant(task.id, task.variants)
        : task.variants.find(({ id }) => id === wanted);
    if (found) return found;
    throw badRequest(`variant: expected one of ${task.variants.map(({ id }) => id).join(', ')}, found "${wanted}"`);
  }

  /** The closest to the paper's data that has rows; else the first that is here. */
  private async defaultVariant(
    task: string,
    variants: readonly AvailableVariant[],
  ): Promise<AvailableVariant | undefined> {
    const withRows = await this.variantsWithRows(task);
    return (
      variants.find(({ id }) => withRows.includes(id)) ?? variants.find(({ available }) => available) ?? variants[0]
    );
  }
}
