import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table identities (
  issuer text not null,
  subject text not null,
  person uuid not null references people (id) on delete cascade,
  primary key (issuer, subject)
);
create index identities_by_person on identities (person);

create table oidc_sign_ins (
  hash char(64) primary key,
  state text not null,
  nonce text not null,
  verifier text not null,
  invitation char(64),
  expires_at timestamptz(3) not null
);
`;

const down = `
drop table oidc_sign_ins;
drop table identities;
`;

/** Accounts of OpenID providers that people sign in by, and sign-ins that are under way. */
export class Oidc1795318800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
