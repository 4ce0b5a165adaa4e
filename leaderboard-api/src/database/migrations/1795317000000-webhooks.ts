import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table webhooks (
  id uuid primary key default gen_random_uuid(),
  owner uuid not null references people (id) on delete cascade,
  url text not null,
  secret text not null,
  active boolean not null default true,
  created_at timestamptz(3) not null default now()
);
create index webhooks_by_owner on webhooks (owner, created_at);

create table webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  webhook uuid not null references webhooks (id) on delete cascade,
  run uuid not null references runs (id) on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  status integer,
  problem text,
  next_attempt_at timestamptz(3) default now(),
  created_at timestamptz(3) not null default now(),
  unique (webhook, run)
);
create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where state = 'waiting';

create function deliver_run_end() returns trigger language plpgsql as $$
begin
  insert into webhook_deliveries (webhook, run) select id, new.id from webhooks where owner = new.owner and active
    on conflict do nothing;
  return null;
end $$;
create trigger run_end_delivered after update of finished_at on runs for each row
  when (new.finished_at is not null and old.finished_at is null) execute function deliver_run_end();
`;

const down = `
drop trigger run_end_delivered on runs;
drop function deliver_run_end;
drop table webhook_deliveries;
drop table webhooks;
`;

/** Who is told of runs that ended: whatever ends a run queues the message, in the same transaction. */
export class Webhooks1795317000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
