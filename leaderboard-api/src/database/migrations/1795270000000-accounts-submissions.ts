import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table people (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  roles text[] not null,
  created_at timestamptz(3) not null default now()
);

create table tokens (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people (id),
  name text not null,
  hash char(64) not null unique,
  scopes text[] not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index tokens_by_person on tokens (person, created_at);

create table submissions (
  id uuid primary key default gen_random_uuid(),
  digest char(64) not null unique,
  owner uuid not null references people (id),
  manifest jsonb not null,
  task text not null,
  name text not null,
  visibility text not null check (visibility in ('private', 'public')),
  files integer not null,
  bytes bigint not null,
  created_at timestamptz(3) not null default now()
);
create index submissions_by_time on submissions (created_at desc, id);

alter table runs add column submission uuid references submissions (id);
alter table runs add column owner uuid references people (id);
alter table runs add column priority integer not null default 0;
alter table runs add column idempotency_key text;
alter table runs add column cancel_requested_at timestamptz(3);
create index runs_by_submission on runs (submission, created_at desc) where submission is not null;
create unique index runs_once on runs (owner, idempotency_key) where idempotency_key is not null;

alter table records add column owner uuid references people (id);
`;

const down = `
alter table records drop column owner;
alter table runs drop column cancel_requested_at;
alter table runs drop column idempotency_key;
alter table runs drop column priority;
alter table runs drop column owner;
alter table runs drop column submission;
drop table submissions;
drop table tokens;
drop table people;
`;

/** People with tokens, what they submit, and whose a run and a record are. */
export class AccountsSubmissions1795270000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
