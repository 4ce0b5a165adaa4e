import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
alter table people add column password_hash text;
alter table people add column deleted_at timestamptz(3);
alter table tokens add column is_session boolean not null default false;

create table invitations (
  hash char(64) primary key,
  person uuid not null references people (id) on delete cascade,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);

create table failed_sign_ins (
  name text not null,
  at timestamptz(3) not null default now()
);
create index failed_sign_ins_by_name on failed_sign_ins (name, at);
`;

const down = `
drop table failed_sign_ins;
drop table invitations;
alter table tokens drop column is_session;
alter table people drop column deleted_at;
alter table people drop column password_hash;
`;

/** Passwords, sessions, invitations, and accounts that were deleted. */
export class SignIn1795316400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
