import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { membershipSchema, newTeamSchema, type Team } from '@paretoboard/contract/team.js';
import { Caller, type Identity } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { parseInput } from '../http/parse-query.js';
import { TeamsService } from './teams.service.js';

@Controller('api/v1/teams')
@RequireScope('submit')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  /** Whoever makes a team owns it. */
  @Post()
  @HttpCode(201)
  create(@Caller() caller: Identity, @Body() body: unknown): Promise<Team> {
    return this.teams.create(caller, parseInput(newTeamSchema, body).name);
  }

  @Get(':name')
  @RequireScope('read')
  one(@Caller() caller: Identity, @Param('name') name: string): Promise<Team> {
    return this.teams.one(caller, name);
  }

  @Put(':name/members/:person')
  async setMember(
    @Caller() caller: Identity,
    @Param('name') name: string,
    @Param('person') person: string,
    @Body() body: unknown,
  ): Promise<Team> {
    await this.teams.checkManages(caller, name);
    return this.teams.setMember(caller, name, person, parseInput(membershipSchema, body).role);
  }

  @Delete(':name/members/:person')
  removeMember(
    @Caller() caller: Identity,
    @Param('name') name: string,
    @Param('person') person: string,
  ): Promise<Team> {
    return this.teams.removeMember(caller, name, person);
  }
}
