import type { MigrationInterface, QueryRunner } from 'typeorm';

// As the foreign key did, at the end of a transaction; but an import of a dump may bring entries whose records come with a later one.
const up = `
alter table log_entries drop constraint log_entries_record_digest_fkey;
create function check_named_record() returns trigger language plpgsql as $$
begin
  if current_setting('paretoboard.imports_dump', true) is distinct from 'on'
     and not exists (select 1 from records where digest = new.record_digest) then
    raise exception 'no record % that entry % of the log names', new.record_digest, new.seq using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create constraint trigger entry_names_record after insert or update on log_entries
  deferrable initially deferred for each row execute function check_named_record();
create function keep_named_record() returns trigger language plpgsql as $$
begin
  if exists (select 1 from log_entries where record_digest = old.digest) then
    raise exception 'the log names record %', old.digest using errcode = 'foreign_key_violation';
  end if;
  return old;
end $$;
create trigger named_record_kept before delete on records for each row execute function keep_named_record();
`;

const down = `
drop trigger named_record_kept on records;
drop function keep_named_record;
drop trigger entry_names_record on log_entries;
drop function check_named_record;
alter table log_entries add constraint log_entries_record_digest_fkey foreign key (record_digest) references records (digest);
`;

/** A mirror may know of records that it does not have yet: those that are withheld while their task is anonymous. */
export class WithheldRecords1795323000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
