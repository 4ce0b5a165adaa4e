import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create function tell_run_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('run_events', new.run::text);
  return null;
end $$;
create trigger run_event_told after insert on run_events for each row execute function tell_run_event();

create function tell_run_end() returns trigger language plpgsql as $$
begin
  perform pg_notify('run_events', new.id::text);
  return null;
end $$;
create trigger run_end_told after update of finished_at on runs for each row
  when (new.finished_at is not null and old.finished_at is null) execute function tell_run_end();

create table idempotency_keys (
  person uuid not null references people (id) on delete cascade,
  key text not null,
  request char(64) not null,
  status integer,
  body jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (person, key)
);
create index idempotency_keys_by_time on idempotency_keys (created_at);
`;

const down = `
drop table idempotency_keys;
drop trigger run_end_told on runs;
drop function tell_run_end;
drop trigger run_event_told on run_events;
drop function tell_run_event;
`;

/** Whoever listens hears of a run's events and its end; answers to requests that may come twice. */
export class News1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
