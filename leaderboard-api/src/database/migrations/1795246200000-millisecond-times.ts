import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [
  ['records', 'finished_at'],
  ['runs', 'created_at'],
  ['runs', 'started_at'],
  ['runs', 'finished_at'],
] as const;

/** JavaScript's dates have milliseconds: with finer times in the table, a cursor made from a date skips rows of the same millisecond. */
export class MillisecondTimes1795246200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns)
      await runner.query(`alter table ${table} alter column ${column} type timestamptz(3)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns)
      await runner.query(`alter table ${table} alter column ${column} type timestamptz`);
  }
}
