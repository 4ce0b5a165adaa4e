import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
alter table records add column row_key text collate "C";
alter table records add column standing_key text collate "C";
alter table records add column machine_key char(64);
create index records_by_row on records (task, task_version, variant, row_key, standing_key desc);
create index records_by_machine on records (task, task_version, variant, machine_key, finished_at desc) where machine_key is not null;
create index records_not_entered on records (digest) where row_key is null;

create table board_rows (
  task text not null,
  task_version text not null,
  variant text not null,
  row_key text collate "C" not null,
  attempts integer not null check (attempts > 0),
  standing_key text collate "C",
  standing char(64) references records (digest),
  primary key (task, task_version, variant, row_key)
);

create table board_versions (
  task text not null,
  variant text not null,
  version bigint not null,
  primary key (task, variant)
);

create function count_board_version() returns trigger language plpgsql as $$
begin
  insert into board_versions (task, variant, version) values (new.task, new.variant, 1)
    on conflict (task, variant) do update set version = board_versions.version + 1;
  return null;
end $$;
create trigger board_version_counted after insert or update on board_rows for each row execute function count_board_version();
`;

const down = `
drop table board_rows;
drop table board_versions;
drop function count_board_version;
drop index records_not_entered;
drop index records_by_machine;
drop index records_by_row;
alter table records drop column machine_key;
alter table records drop column standing_key;
alter table records drop column row_key;
`;

/** The rows of every board, kept up to date by whatever publishes or retracts; `enterMissing` fills them from earlier records. */
export class BoardRows1795309200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
