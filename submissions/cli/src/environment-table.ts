import type { EnvironmentFile, EnvironmentStatus } from '@paretoboard/contract/environment.js';
import { table } from './table.js';

export function environmentStatus({ name, interpreter, packages, digest }: EnvironmentFile): EnvironmentStatus {
  return { name, interpreter, packages: packages.length, digest };
}

export function environmentTable(environments: readonly EnvironmentStatus[]): string {
  const rows = environments.map(({ name, interpreter, packages, digest }) => {
    return [name, interpreter, String(packages), digest.slice(0, 12)];
  });
  return table(['ENVIRONMENT', 'INTERPRETER', 'PACKAGES', 'DIGEST'], rows);
}
