import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create extension if not exists pg_trgm;
alter table records add column title text, add column authors text[];
update records set
  title = body->'submission'->>'title',
  authors = array(select jsonb_array_elements_text(body->'submission'->'authors'));
alter table records alter column title set not null, alter column authors set not null;
`;

// The extension stays: others may use it.
const down = 'alter table records drop column title, drop column authors;';

/** What a search compares with, beside the body: a search must not unpack ten thousand of them. */
export class RecordTitles1795306000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
