import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
alter table log_entries add column reason text;
create unique index log_one_retraction on log_entries (record_digest) where kind = 'retraction';
`;

const down = `
drop index log_one_retraction;
alter table log_entries drop column reason;
`;

/** A retraction and an erratum say why; a record is retracted once. */
export class LogReasons1795253000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
