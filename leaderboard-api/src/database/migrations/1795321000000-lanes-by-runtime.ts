import type { MigrationInterface, QueryRunner } from 'typeorm';

// Workers that are there register again, with the lanes that they take from now on.
const everybodyRegistersAgain = 'update workers set left_at = now() where left_at is null;';

const up = `
update runs set lane = lane || ' ' || coalesce(request ->> 'runtime', 'any') where finished_at is null and lane <> '';
${everybodyRegistersAgain}
`;

const down = `
update runs set lane = regexp_replace(lane, ' [^ ]+$', '') where finished_at is null and lane <> '';
${everybodyRegistersAgain}
`;

/** What a run wants of a worker says which runtime, too: a worker without it is not given the run. */
export class LanesByRuntime1795321000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
