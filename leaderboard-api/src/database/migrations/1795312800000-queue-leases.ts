import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table workers (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  link text not null check (link in ('database', 'https')),
  owner uuid references people (id),
  key_id char(64) not null,
  public_key text not null,
  machine text not null,
  pid integer not null,
  pid_space text,
  device text not null,
  device_class text not null,
  sandboxes text[] not null,
  lanes text[] not null,
  release jsonb not null,
  facts jsonb not null,
  refused text,
  failed_runs uuid[] not null default '{}',
  resting_until timestamptz(3),
  drain_requested_at timestamptz(3),
  registered_at timestamptz(3) not null default now(),
  heard_at timestamptz(3) not null default now(),
  left_at timestamptz(3)
);
create index workers_here on workers (heard_at) where left_at is null;

create table queue_control (
  id integer primary key check (id = 1),
  release jsonb,
  paused_at timestamptz(3),
  pause_reason text
);
insert into queue_control (id) values (1);

create table queue_shares (
  share text not null,
  priority integer not null,
  finish double precision not null,
  primary key (share, priority)
);

alter table runs add column lane text not null default '';
alter table runs add column share text not null default 'house';
alter table runs add column turn double precision not null default 0;
alter table runs add column expected_seconds double precision not null default 60;
alter table runs add column not_before timestamptz(3);
alter table runs add column lease uuid;
alter table runs add column worker uuid references workers (id);
alter table runs add column device_lock text;
alter table runs add column lease_expires_at timestamptz(3);
alter table runs add column worker_signature jsonb;

update runs set lane = 'any ' || (case when submission is null then request ->> 'sandbox' else 'namespace' end) || ' ' || (request ->> 'task') || ' ' || (request ->> 'variant');
update runs set share = 'person:' || owner where owner is not null;
update runs set priority = case when built_in then 0 else 100 end, state = 'queued', stage = null, progress = null where finished_at is null;

create index runs_by_lane on runs (lane, priority desc, turn, created_at, id) where state = 'queued';
create index runs_by_turn on runs (priority desc, turn, created_at, id) include (expected_seconds, share) where state = 'queued';
create index runs_begun on runs (priority, turn) where started_at is not null;
create index runs_leased on runs (lease_expires_at) where lease_expires_at is not null;
create unique index runs_one_per_device on runs (device_lock) where lease_expires_at is not null;
create unique index runs_one_per_worker on runs (worker) where lease_expires_at is not null;
create index runs_measured on runs ((request ->> 'task'), (request ->> 'profile'), finished_at desc) where state in ('published', 'invalid');
create index runs_finished on runs (finished_at desc) where state in ('published', 'invalid');
drop schema if exists queue cascade;
`;

const down = `
drop index runs_finished;
drop index runs_measured;
drop index runs_one_per_worker;
drop index runs_one_per_device;
drop index runs_leased;
drop index runs_begun;
drop index runs_by_turn;
drop index runs_by_lane;
alter table runs drop column worker_signature;
alter table runs drop column lease_expires_at;
alter table runs drop column device_lock;
alter table runs drop column worker;
alter table runs drop column lease;
alter table runs drop column not_before;
alter table runs drop column expected_seconds;
alter table runs drop column turn;
alter table runs drop column share;
alter table runs drop column lane;
drop table queue_shares;
drop table queue_control;
drop table workers;
`;

/** The table of runs is its own queue: turns by fair share, lanes, leases with a device each; and the workers that hold them. */
export class QueueLeases1795312800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
