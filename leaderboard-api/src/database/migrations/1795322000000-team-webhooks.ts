import type { MigrationInterface, QueryRunner } from 'typeorm';

/** @param whose condition on a webhook and the run `new` */
const deliverTo = (whose: string): string => `
create or replace function deliver_run_end() returns trigger language plpgsql as $$
begin
  insert into webhook_deliveries (webhook, run) select id, new.id from webhooks where active and (${whose})
    on conflict do nothing;
  return null;
end $$;
`;

const up = `
alter table webhooks alter column owner drop not null;
alter table webhooks add column team uuid references teams (id) on delete cascade;
alter table webhooks add constraint webhooks_of_one check (num_nonnulls(owner, team) = 1);
create index webhooks_by_team on webhooks (team, created_at) where team is not null;
${deliverTo('owner = new.owner or team = new.team')}
`;

const down = `
${deliverTo('owner = new.owner')}
delete from webhooks where team is not null;
drop index webhooks_by_team;
alter table webhooks drop column team;
alter table webhooks alter column owner set not null;
`;

/** A webhook is a person's, or a team's. */
export class TeamWebhooks1795322000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
