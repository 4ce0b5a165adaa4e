import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table teams (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  created_at timestamptz(3) not null default now()
);

create table team_members (
  team uuid not null references teams (id) on delete cascade,
  person uuid not null references people (id) on delete cascade,
  role text not null check (role in ('owner', 'member', 'viewer')),
  since timestamptz(3) not null default now(),
  primary key (team, person)
);
create index team_members_by_person on team_members (person);

create table task_rules (
  task text primary key,
  rules jsonb not null,
  changed_by uuid references people (id),
  changed_at timestamptz(3) not null default now()
);

alter table submissions drop constraint submissions_visibility_check;
alter table submissions add constraint submissions_visibility_check
  check (visibility in ('private', 'public', 'public-on-success', 'public-at-deadline'));
alter table submissions add column team uuid references teams (id);
alter table submissions add column withdrawn_at timestamptz(3);
alter table submissions add column withdrawn_reason text;
create index submissions_by_owner on submissions (owner, created_at desc);
create index submissions_by_team on submissions (team, created_at desc) where team is not null;

alter table runs add column team uuid references teams (id);
alter table runs add column charged boolean not null default true;
create index runs_by_owner on runs (owner, created_at desc) where owner is not null;
create index runs_by_team on runs (team, created_at desc) where team is not null;

alter table records add column team uuid references teams (id);

update tokens set scopes = array_append(scopes, 'organise') where 'operate' = any (scopes);
`;

const down = `
update tokens set scopes = array_remove(scopes, 'organise');
alter table records drop column team;
alter table runs drop column charged;
alter table runs drop column team;
drop index runs_by_owner;
drop index submissions_by_owner;
alter table submissions drop column withdrawn_reason;
alter table submissions drop column withdrawn_at;
alter table submissions drop column team;
update submissions set visibility = 'private' where visibility not in ('private', 'public');
alter table submissions drop constraint submissions_visibility_check;
alter table submissions add constraint submissions_visibility_check check (visibility in ('private', 'public'));
drop table task_rules;
drop table team_members;
drop table teams;
`;

/** Teams that submissions, runs and records may belong to, what organisers set for tasks, and what a withdrawal leaves. */
export class TeamsRules1795295300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
