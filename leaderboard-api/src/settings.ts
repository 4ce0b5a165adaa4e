import { profileNameSchema } from '@paretoboard/contract/profile.js';
import { type SandboxLevel, sandboxLevelSchema } from '@paretoboard/contract/sandbox-level.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import { z } from 'zod';

/** Injection token of PARETOBOARD_HOME. */
export const homeToken = Symbol('home');

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1, 'expected the URL of a PostgreSQL server; npm start sets it'),
  PARETOBOARD_API_PORT: z.coerce.number().int().min(1).max(65_535).default(3001),
  PARETOBOARD_HOST: z.string().default('127.0.0.1'),
  PARETOBOARD_BASELINES: z.string().default('all'),
  PARETOBOARD_PROFILE: profileNameSchema.default('quick'),
  PARETOBOARD_READS_PER_MINUTE: z.coerce.number().int().min(1).default(1_200),
  PARETOBOARD_WRITES_PER_MINUTE: z.coerce.number().int().min(1).default(240),
  PARETOBOARD_SUBMISSION_SANDBOX: sandboxLevelSchema.default('namespace'),
});

export interface Settings {
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly home: string;
  /** Requests a minute from one address. */
  readonly limits: { readonly reads: number; readonly writes: number };
  readonly baselines: string;
  readonly profile: z.infer<typeof profileNameSchema>;
  /** Isolation of what strangers sent. */
  readonly submissionSandbox: SandboxLevel;
}

/** @throws ZodError that names each wrong variable */
export function readSettings(environment = process.env): Settings {
  const parsed = environmentSchema.parse(environment);
  return {
    databaseUrl: parsed.DATABASE_URL,
    port: parsed.PARETOBOARD_API_PORT,
    host: parsed.PARETOBOARD_HOST,
    home: homeFolder(environment),
    limits: { reads: parsed.PARETOBOARD_READS_PER_MINUTE, writes: parsed.PARETOBOARD_WRITES_PER_MINUTE },
    baselines: parsed.PARETOBOARD_BASELINES,
    profile: parsed.PARETOBOARD_PROFILE,
    submissionSandbox: parsed.PARETOBOARD_SUBMISSION_SANDBOX,
  };
}
