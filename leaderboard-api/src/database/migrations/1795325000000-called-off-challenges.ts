import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
alter table challenges add column called_off text;
alter table challenges drop constraint challenges_check1;
alter table challenges add constraint challenges_check1 check (revealed_at is null or frozen_at is not null or called_off is not null);
alter table challenges add constraint challenges_called_off check (called_off is null or revealed_at is not null);
`;

// What was called off before its freeze has no other state in an earlier schema.
const down = `
alter table challenges drop constraint challenges_called_off;
alter table challenges drop constraint challenges_check1;
update challenges set frozen_at = revealed_at where revealed_at is not null and frozen_at is null;
alter table challenges add constraint challenges_check1 check (revealed_at is null or frozen_at is not null);
alter table challenges drop column called_off;
`;

/** Why a challenge was called off. */
export class CalledOffChallenges1795325000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
