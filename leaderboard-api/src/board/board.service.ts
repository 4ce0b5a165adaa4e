import { Injectable } from '@nestjs/common';
import type { Board } from '@paretoboard/contract/board.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import { scenarioSchema } from '@paretoboard/contract/scenario.js';
import { divisionSchema } from '@paretoboard/contract/submission-manifest.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import type { Variant } from '@paretoboard/contract/variant.js';
import { makeBoard } from '@paretoboard/harness/board/board.js';
import { DataSource, In } from 'typeorm';
import { z } from 'zod';
import { PersonEntity } from '../accounts/person.entity.js';
import { badRequest } from '../http/problem.js';
import { retractionsOf } from '../log/amend-log.js';
import { RecordEntity } from '../records/record.entity.js';
import { TasksService } from '../tasks/tasks.service.js';
import { FreshCache } from './fresh-cache.js';
import { ItemEvidenceCache } from './item-evidence-cache.js';

export const boardQuerySchema = z.object({
  variant: slugSchema.optional(),
  division: divisionSchema.optional(),
  device: z.string().min(1).max(200).optional(),
  track: slugSchema.optional(),
  scenario: scenarioSchema.default('single-stream'),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

/** Ranking tests every pair of rows. A board says how many days old its rows are: it is made anew before that is wrong. */
const kept = { entries: 256, longestMs: 60_000, now: () => performance.now() };

type AvailableVariant = Variant & { readonly available: boolean };

@Injectable()
export class BoardService {
  private readonly boards = new FreshCache<Board>(kept);

  constructor(
    private readonly tasks: TasksService,
    private readonly database: DataSource,
    private readonly evidence: ItemEvidenceCache,
  ) {}

  /** @throws ProblemError 404 for an unknown task, 400 for an unknown variant */
  async board(taskId: string, query: BoardQuery): Promise<Board> {
    const task = await this.tasks.one(taskId);
    const variant =
      query.variant === undefined
        ? await this.defaultVariant(task.id, task.variants)
        : task.variants.find(({ id }) => id === query.variant);
    if (!variant)
      throw badRequest(
        `variant: expected one of ${task.variants.map(({ id }) => id).join(', ')}, found "${query.variant}"`,
      );
    const key = JSON.stringify([task.id, task.version, variant, query]);
    return this.boards.get(key, await this.versionOf(task.id, variant.id), () => this.make(task, variant, query));
  }

  /** Changes with each record of the board and each entry of the log: a retraction is one. */
  private async versionOf(task: string, variant: string): Promise<string> {
    const [found] = await this.database.query<{ version: string }[]>(
      `select (select count(*) from records where task = $1 and variant = $2) || ' ' || coalesce((select max(seq) from log_entries), 0) as version`,
      [task, variant],
    );
    return found!.version;
  }

  private async make(task: TaskListing, variant: AvailableVariant, query: BoardQuery): Promise<Board> {
    const rows = await this.database
      .getRepository(RecordEntity)
      .find({ where: { task: task.id, taskVersion: task.version, variant: variant.id } });
    const retractions = await retractionsOf(
      this.database,
      rows.map(({ digest }) => digest),
    );
    const owners = await this.namesOf(rows.flatMap(({ owner }) => owner ?? []));
    return makeBoard({
      task,
      variant,
      scenario: query.scenario,
      division: query.division ?? null,
      device: query.device ?? null,
      track: query.track ?? null,
      records: await Promise.all(
        rows.map(async ({ body, builtIn, owner }) => ({
          record: body,
          builtIn,
          owner: owner === null ? null : (owners.get(owner) ?? null),
          items: await this.evidence.of(body),
          retraction: retractions.get(body.digest) ?? null,
        })),
      ),
      now: new Date(),
    });
  }

  private async namesOf(people: readonly string[]): Promise<Map<string, string>> {
    const found = await this.database.getRepository(PersonEntity).findBy({ id: In(people) });
    return new Map(found.map(({ id, name }) => [id, name]));
  }

  /** Ids of the variants of a task that have records. */
  async variantsWithRows(task: string): Promise<string[]> {
    const found = await this.database.query<{ variant: string }[]>(
      'select distinct variant from records where task = $1 order by variant',
      [task],
    );
    return found.map(({ variant }) => variant);
  }

  /** The closest to the paper's data that has rows; else the first that is here. */
  private async defaultVariant(
    task: string,
    variants: readonly AvailableVariant[],
  ): Promise<AvailableVariant | undefined> {
    const withRows = new Set(await this.variantsWithRows(task));
    return variants.find(({ id }) => withRows.has(id)) ?? variants.find(({ available }) => available) ?? variants[0];
  }
}
