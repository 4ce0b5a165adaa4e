import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a submission wrote during a run's last attempt; also of runs that left no record. */
export class RunLogs1795252200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table run_logs (run uuid primary key references runs (id) on delete cascade, body text not null)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table run_logs');
  }
}
