import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { Board } from '@paretoboard/contract/board.js';
import {
  type Challenge,
  type ChallengeEntry,
  type ChallengeOverview,
  type ChallengeRun,
  callOffSchema,
  challengeChangeSchema,
  freezeSchema,
  newChallengeSchema,
} from '@paretoboard/contract/challenge.js';
import { challengePhaseSchema } from '@paretoboard/contract/challenge-phase.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity, seesEverything } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { BoardService, boardQuerySchema } from '../board/board.service.js';
import { parseInput } from '../http/parse-query.js';
import { ChallengeEntity } from './challenge.entity.js';
import { ChallengeBoard } from './challenge-board.js';
import { readChallengeLog } from './challenge-log.js';
import { entrantsOf, finalRuns, openRuns, ownRuns, runsById } from './challenge-runs.js';
import { variantOf } from './challenge-state.js';
import { ChallengesService } from './challenges.service.js';
import { describeChallenge, describeChallenges } from './describe-challenge.js';
import { embargoedBoard } from './embargoed-board.js';

/** Query of a challenge's board. */
export const challengeBoardQuerySchema = z.object({ phase: challengePhaseSchema.default('final') });

interface Page<Item> {
  readonly items: Item[];
  readonly next: null;
  readonly total: number;
}

function pageOf<Item>(items: Item[]): Page<Item> {
  return { items, next: null, total: items.length };
}

@Controller('api/v1/challenges')
export class ChallengesController {
  constructor(
    private readonly database: DataSource,
    private readonly challenges: ChallengesService,
    private readonly sealed: ChallengeBoard,
    private readonly boards: BoardService,
  ) {}

  /** Those that close last first. */
  @Get()
  async list(): Promise<Page<Challenge>> {
    const { manager } = this.database;
    const found = await manager.find(ChallengeEntity, { order: { closesAt: 'DESC', slug: 'ASC' } });
    return pageOf(await describeChallenges(manager, found));
  }

  @Post()
  @HttpCode(201)
  @RequireScope('organise')
  async announce(@Caller() caller: Identity, @Body() body: unknown): Promise<Challenge> {
    const made = await this.challenges.announce(caller, parseInput(newChallengeSchema, body));
    return describeChallenge(this.database.manager, made);
  }

  @Get(':slug')
  async one(@Param('slug') slug: string): Promise<Challenge> {
    return describeChallenge(this.database.manager, await this.challenges.find(slug));
  }

  @Patch(':slug')
  @RequireScope('organise')
  async change(@Caller() caller: Identity, @Param('slug') slug: string, @Body() body: unknown): Promise<Challenge> {
    const changed = await this.challenges.change(caller, slug, parseInput(challengeChangeSchema, body));
    return describeChallenge(this.database.manager, changed);
  }

  /** From the reveal on the board of the phase's variant; before, organisers see what is sealed. */
  @Get(':slug/board')
  async board(@Caller() caller: Identity | null, @Param('slug') slug: string, @Query() input: unknown): Promise<Board> {
    const { phase } = parseInput(challengeBoardQuerySchema, input);
    const challenge = await this.challenges.find(slug);
    if (challenge.revealedAt !== null)
      return this.boards.board(challenge.task, boardQuerySchema.parse({ variant: variantOf(slug, phase) }));
    if (!seesEverything(caller)) throw embargoedBoard(challenge);
    return this.sealed.of(this.database.manager, challenge, phase);
  }

  /** The caller's own runs and those of their teams. */
  @Get(':slug/mine')
  @RequireScope('read')
  async mine(@Caller() caller: Identity, @Param('slug') slug: string): Promise<Page<ChallengeRun>> {
    return pageOf(await ownRuns(this.database.manager, await this.challenges.find(slug), caller));
  }

  /** Every deed, signed, each with the digest of the one before. */
  @Get(':slug/log')
  async log(@Param('slug') slug: string): Promise<Page<ChallengeEntry>> {
    return pageOf(await readChallengeLog(this.database.manager, await this.challenges.find(slug)));
  }

  /** What an organiser decides by. */
  @Get(':slug/overview')
  @RequireScope('organise')
  async overview(@Param('slug') slug: string): Promise<ChallengeOverview> {
    const challenge = await this.challenges.find(slug);
    const { manager } = this.database;
    const isFrozen = challenge.frozenAt !== null;
    return {
      challenge: await describeChallenge(manager, challenge),
      entrants: await entrantsOf(manager, challenge),
      open: await openRuns(manager, challenge),
      finals: isFrozen
        ? await finalRuns(manager, challenge)
        : await runsById(manager, challenge, await this.challenges.finalsNow(manager, challenge)),
      frozenWhen: isFrozen ? null : await this.challenges.whyNotFrozen(manager, challenge),
      revealedWhen: challenge.revealedAt === null ? await this.challenges.whyNotRevealed(manager, challenge) : null,
    };
  }

  @Post(':slug/freeze')
  @HttpCode(200)
  @RequireScope('organise')
  async freeze(@Caller() caller: Identity, @Param('slug') slug: string, @Body() body: unknown): Promise<Challenge> {
    const { finals } = parseInput(freezeSchema, body ?? {});
    return describeChallenge(this.database.manager, await this.challenges.freeze(caller, slug, finals));
  }

  @Post(':slug/finals')
  @HttpCode(200)
  @RequireScope('organise')
  async finals(@Caller() caller: Identity, @Param('slug') slug: string): Promise<Challenge> {
    return describeChallenge(this.database.manager, await this.challenges.runFinalsAgain(caller, slug));
  }

  @Post(':slug/reveal')
  @HttpCode(200)
  @RequireScope('organise')
  async reveal(@Caller() caller: Identity, @Param('slug') slug: string): Promise<Challenge> {
    return describeChallenge(this.database.manager, await this.challenges.reveal(caller.person, slug));
  }

  @Post(':slug/call-off')
  @HttpCode(200)
  @RequireScope('organise')
  async callOff(@Caller() caller: Identity, @Param('slug') slug: string, @Body() body: unknown): Promise<Challenge> {
    const { reason } = parseInput(callOffSchema, body);
    return describeChallenge(this.database.manager, await this.challenges.callOff(caller, slug, reason));
  }
}
