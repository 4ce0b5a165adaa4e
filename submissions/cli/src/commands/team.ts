import { type Team, teamRoleSchema, teamSchema } from '@paretoboard/contract/team.js';
import type { Command } from 'commander';
import type { CommandContext, Register, Run } from '../context.js';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { callServer, type Send } from '../server/call-server.js';
import {
  type Connection,
  connectionOf,
  requireToken,
  type ServerOptions,
  withServerOptions,
} from '../server/connection.js';
import { ownAccount } from '../server/own-account.js';
import { quotaText } from '../server/quota-text.js';
import { table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';

const roleHelp = `${teamRoleSchema.options.join(', ')}: owners decide who belongs to it, members submit, viewers see`;

function teamText({ name, members }: Team): string {
  const rows = members.map((member) => [member.name, member.role, member.since]);
  return `team ${name}\n${table(['PERSON', 'ROLE', 'SINCE'], rows)}`;
}

function fetchTeam(connection: Connection, name: string, signal: AbortSignal): Promise<Team> {
  requireToken(connection);
  const params = { path: { name } };
  return callServer(connection, (api) => api.GET('/api/v1/teams/{name}', { params, signal }), teamSchema, signal);
}

/** Sends a request that answers with the team as it is then, and shows it. */
async function changed({ output, signal }: CommandContext, connection: Connection, send: Send): Promise<ExitStatus> {
  requireToken(connection);
  const team = await callServer(connection, send, teamSchema, signal);
  await output.answer(team, teamText(team));
  return exitStatus.done;
}

function setRole(
  context: CommandContext,
  connection: Connection,
  name: string,
  person: string,
  role: string,
): Promise<ExitStatus> {
  const params = { path: { name, person } };
  const body = { role: requireOneOf('role', role, teamRoleSchema.options) };
  const { signal } = context;
  return changed(context, connection, (api) =>
    api.PUT('/api/v1/teams/{name}/members/{person}', { params, body, signal }),
  );
}

/** @returns the role that somebody has in a team, or null */
async function roleOf(
  connection: Connection,
  name: string,
  person: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { members } = await fetchTeam(connection, name, signal);
  return members.find((member) => member.name === person)?.role ?? null;
}

function addLooking(command: Command, run: Run): void {
  const list = command
    .command('list', { isDefault: true })
    .description('the teams that you belong to, and as what')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team list');
  withServerOptions(list).action(
    run(async ({ output, signal }, options: ServerOptions) => {
      const { teams } = await ownAccount(connectionOf(options), signal);
      const rows = teams.map(({ name, role }) => [name, role]);
      await output.answer(teams, table(['TEAM', 'YOUR ROLE'], rows));
      return exitStatus.done;
    }),
  );
  const show = command
    .command('show')
    .description('who belongs to a team, and as what')
    .argument('<team>')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team show vision-lab');
  withServerOptions(show).action(
    run(async ({ output, signal }, name: string, options: ServerOptions) => {
      const team = await fetchTeam(connectionOf(options), name, signal);
      await output.answer(team, teamText(team));
      return exitStatus.done;
    }),
  );
  const quota = command
    .command('quota')
    .description('what is left to a team that you may submit for')
    .argument('<team>')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team quota vision-lab');
  withServerOptions(quota).action(
    run(async ({ output, signal }, name: string, options: ServerOptions) => {
      const { teams, quotas } = await ownAccount(connectionOf(options), signal);
      const submitting = teams.filter(({ role }) => role !== 'viewer').map((team) => team.name);
      if (submitting.length === 0) throw new UsageError('you may submit for no team: its owners give the role member');
      const own = quotas.filter(({ of }) => of === requireOneOf('team', name, submitting));
      await output.answer(own, quotaText(own));
      return exitStatus.done;
    }),
  );
}

function addChanging(command: Command, run: Run): void {
  const create = command
    .command('create')
    .description('make a team, of which you are the first owner')
    .argument('<team>', 'its name: lower case letters, digits, hyphens')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team create vision-lab');
  withServerOptions(create).action(
    run((context, name: string, options: ServerOptions) =>
      changed(context, connectionOf(options), (api) =>
        api.POST('/api/v1/teams', { body: { name }, signal: context.signal }),
      ),
    ),
  );
  const add = command
    .command('add')
    .description('take somebody who has an account into a team of yours')
    .argument('<team>')
    .argument('<person>')
    .option('--role <role>', roleHelp, 'member')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team add vision-lab ben --role viewer');
  withServerOptions(add).action(
    run(async (context, name: string, person: string, options: ServerOptions & { readonly role: string }) => {
      const connection = connectionOf(options);
      const role = await roleOf(connection, name, person, context.signal);
      if (role !== null)
        throw new UsageError(
          `${person} is ${role} of ${name} already. Another role: npx paretoboard team role ${name} ${person} <role>`,
        );
      return setRole(context, connection, name, person, options.role);
    }),
  );
  const change = command
    .command('role')
    .description('give somebody of a team of yours another role')
    .argument('<team>')
    .argument('<person>')
    .argument('<role>', roleHelp)
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team role vision-lab ben owner');
  withServerOptions(change).action(
    run(async (context, name: string, person: string, role: string, options: ServerOptions) => {
      const connection = connectionOf(options);
      if ((await roleOf(connection, name, person, context.signal)) === null)
        throw new UsageError(
          `${person} does not belong to ${name}. Take them in: npx paretoboard team add ${name} ${person}`,
        );
      return setRole(context, connection, name, person, role);
    }),
  );
  const remove = command
    .command('remove')
    .description('send somebody away from a team of yours, or leave it yourself')
    .argument('<team>')
    .argument('<person>')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team remove vision-lab ben');
  withServerOptions(remove).action(
    run((context, name: string, person: string, options: ServerOptions) => {
      const params = { path: { name, person } };
      const { signal } = context;
      return changed(context, connectionOf(options), (api) =>
        api.DELETE('/api/v1/teams/{name}/members/{person}', { params, signal }),
      );
    }),
  );
}

export const registerTeam: Register = (program, run) => {
  const command = program
    .command('team')
    .description('teams: several people who submit under one name')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard team');
  addLooking(command, run);
  addChanging(command, run);
};
