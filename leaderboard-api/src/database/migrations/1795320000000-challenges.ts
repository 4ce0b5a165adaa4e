import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table challenges (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique,
  title text not null,
  description text not null,
  task text not null,
  task_version text not null,
  variant text not null,
  organiser uuid not null references people (id),
  opens_at timestamptz(3) not null,
  closes_at timestamptz(3) not null,
  reveal_at timestamptz(3) not null,
  rules jsonb not null,
  frozen_at timestamptz(3),
  revealed_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  check (opens_at < closes_at and closes_at <= reveal_at),
  check (revealed_at is null or frozen_at is not null)
);

create table challenge_seeds (
  challenge uuid not null references challenges (id),
  phase text not null check (phase in ('main', 'final')),
  secret text not null,
  commitment char(64) not null,
  drawn_at timestamptz(3) not null default now(),
  primary key (challenge, phase)
);
create trigger challenge_seeds_stay before update or delete or truncate on challenge_seeds for each statement execute function refuse_change();

create table challenge_entries (
  challenge uuid not null references challenges (id),
  seq integer not null,
  previous char(64) not null,
  at text not null,
  kind text not null,
  body jsonb not null,
  signature jsonb not null,
  actor uuid references people (id),
  primary key (challenge, seq)
);
create trigger challenge_entries_append_only before update or delete or truncate on challenge_entries for each statement execute function refuse_change();

alter table runs add column challenge uuid references challenges (id), add column challenge_phase text check (challenge_phase in ('main', 'final')),
  add check ((challenge is null) = (challenge_phase is null));
create index runs_by_challenge on runs (challenge, challenge_phase) where challenge is not null;

create table sealed_records (
  digest char(64) primary key,
  challenge uuid not null references challenges (id),
  phase text not null,
  run uuid not null references runs (id),
  body jsonb not null,
  owner uuid,
  team uuid,
  sealed_at timestamptz(3) not null default now()
);
create index sealed_records_by_challenge on sealed_records (challenge, phase);
create trigger sealed_records_stay before update or truncate on sealed_records for each statement execute function refuse_change();
`;

const down = `
drop table sealed_records;
alter table runs drop column challenge_phase, drop column challenge;
drop table challenge_entries;
drop table challenge_seeds;
drop table challenges;
`;

/** Challenges: their seeds, their history, runs within them, and records under embargo. */
export class Challenges1795320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
