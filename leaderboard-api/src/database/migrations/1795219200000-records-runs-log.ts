import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table records (
  digest char(64) primary key,
  body jsonb not null,
  task text not null,
  task_version text not null,
  variant text not null,
  track text not null,
  division text not null,
  profile text not null,
  device_class text not null,
  submission text not null,
  submission_digest char(64) not null,
  verdict text not null check (verdict in ('VALID', 'INVALID')),
  built_in boolean not null,
  finished_at timestamptz not null
);
create index records_by_board on records (task, task_version, variant, track, division, device_class, finished_at desc);
create index records_by_time on records (finished_at desc, digest);

create table runs (
  id uuid primary key default gen_random_uuid(),
  request jsonb not null,
  built_in boolean not null,
  state text not null,
  stage text,
  progress double precision,
  reasons jsonb not null default '[]',
  record char(64) references records (digest),
  attempt integer not null default 0,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index runs_by_time on runs (created_at desc, id);
create index runs_by_state on runs (state, created_at);

create table run_events (
  run uuid not null references runs (id) on delete cascade,
  seq bigint generated always as identity,
  event jsonb not null,
  primary key (run, seq)
);

create table log_entries (
  seq integer primary key check (seq >= 0),
  previous char(64) not null,
  record_digest char(64) not null references records (digest),
  kind text not null check (kind in ('result', 'retraction', 'erratum')),
  at text not null,
  signature jsonb not null
);
create unique index log_one_result on log_entries (record_digest) where kind = 'result';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % is refused', tg_op;
end $$;
create trigger log_append_only before update or delete or truncate on log_entries for each statement execute function refuse_change();
`;

const down = `
drop table log_entries;
drop function refuse_change;
drop table run_events;
drop table runs;
drop table records;
`;

export class RecordsRunsLog1795219200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
