import { QueryFailedError } from 'typeorm';

/** PostgreSQL's unique_violation. */
export function isTwice(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505';
}
