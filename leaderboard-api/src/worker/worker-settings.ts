import { z } from 'zod';
import { commonEnvironmentSchema, commonSettings, type Settings } from '../settings.js';

/** Where the queue is: the database, or an API that is reached with a token of scope `work`. */
export type Server = { readonly databaseUrl: string } | { readonly apiUrl: string; readonly token: string };

export interface WorkerSettings extends Omit<Settings, 'databaseUrl'> {
  readonly server: Server;
  /** What others see; null: one is made of its id. */
  readonly name: string | null;
  /** What a run has for itself alone: two workers of one machine with the same device take turns. */
  readonly device: string;
}

export const workerEnvironmentSchema = commonEnvironmentSchema.extend({
  DATABASE_URL: z.string().min(1).optional(),
  PARETOBOARD_API_URL: z.url().optional(),
  PARETOBOARD_WORKER_TOKEN: z.string().min(1).optional(),
  PARETOBOARD_WORKER_NAME: z.string().min(1).max(80).optional(),
  PARETOBOARD_DEVICE: z.string().min(1).max(80).default('machine'),
});

/** @throws ZodError that names each wrong variable, and TypeError where neither way to a queue is given */
export function readWorkerSettings(environment = process.env): WorkerSettings {
  const parsed = workerEnvironmentSchema.parse(environment);
  const { DATABASE_URL: databaseUrl, PARETOBOARD_API_URL: apiUrl, PARETOBOARD_WORKER_TOKEN: token } = parsed;
  const own = { name: parsed.PARETOBOARD_WORKER_NAME ?? null, device: parsed.PARETOBOARD_DEVICE };
  const settings = { ...commonSettings(parsed, environment), ...own };
  if (token !== undefined && apiUrl !== undefined) return { ...settings, server: { apiUrl, token } };
  if (databaseUrl !== undefined) return { ...settings, server: { databaseUrl } };
  throw new TypeError(
    'expected DATABASE_URL, or PARETOBOARD_API_URL with PARETOBOARD_WORKER_TOKEN (npm run admin -- token create <name> --role worker)',
  );
}
