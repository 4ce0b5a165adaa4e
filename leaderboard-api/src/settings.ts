import { profileNameSchema } from '@paretoboard/contract/profile.js';
import { type SandboxLevel, sandboxLevelSchema } from '@paretoboard/contract/sandbox-level.js';
import { cacheFolder, homeFolder } from '@paretoboard/harness/places.js';
import { z } from 'zod';
import { oidcVariables } from './accounts/oidc-settings.js';
import type { BucketSettings } from './store/object-store.js';

/** Injection token of PARETOBOARD_HOME. */
export const homeToken = Symbol('home');

/** `s3://bucket`, or `disk`. */
const objectStoreSchema = z
  .string()
  .regex(/^(disk|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/, 'expected disk, or s3://<bucket>')
  .default('disk')
  .transform((store) => (store === 'disk' ? null : store.slice('s3://'.length)));

/** Every variable that the API and each worker read, beside those that name folders. */
export const commonEnvironmentSchema = z.object({
  PARETOBOARD_API_PORT: z.coerce.number().int().min(1).max(65_535).default(3001),
  PARETOBOARD_HOST: z.string().default('127.0.0.1'),
  PARETOBOARD_BASELINES: z.string().default('all'),
  PARETOBOARD_PROFILE: profileNameSchema.default('quick'),
  PARETOBOARD_READS_PER_MINUTE: z.coerce.number().int().min(1).default(1_200),
  PARETOBOARD_WRITES_PER_MINUTE: z.coerce.number().int().min(1).default(240),
  PARETOBOARD_PRIVATE_WEBHOOKS: z.enum(['true', 'false']).default('false'),
  PARETOBOARD_SUBMISSION_SANDBOX: sandboxLevelSchema.default('namespace'),
  PARETOBOARD_OBJECT_STORE: objectStoreSchema,
  PARETOBOARD_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  AWS_REGION: z.string().min(1).default('us-east-1'),
  PARETOBOARD_LOG_FORMAT: z.enum(['text', 'json']).default('text'),
  PARETOBOARD_WORKER_IDLE_SECONDS: z.coerce.number().positive().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
});

/** A worker may do without the database. */
export const environmentSchema = commonEnvironmentSchema.extend({
  DATABASE_URL: z.string().min(1, 'expected the URL of a PostgreSQL server; npm start sets it'),
  ...oidcVariables,
});

export interface Settings {
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  /** PARETOBOARD_HOME. */
  readonly home: string;
  /** PARETOBOARD_CACHE. */
  readonly cache: string;
  /** Where files of records and submissions are kept; null: below `home`. */
  readonly bucket: BucketSettings | null;
  readonly logFormat: 'text' | 'json';
  /** A worker ends when it had nothing to do for so long; null: never. */
  readonly workerIdleSeconds: number | null;
  /** Base URL of a collector of OpenTelemetry traces; null: none are made. */
  readonly tracesEndpoint: string | null;
  /** Requests a minute from one address. */
  readonly limits: { readonly reads: number; readonly writes: number };
  /** Whether webhooks may reach private addresses, and by plain HTTP. */
  readonly allowPrivateWebhooks: boolean;
  readonly baselines: string;
  readonly profile: z.infer<typeof profileNameSchema>;
  /** Isolation of what strangers sent. */
  readonly submissionSandbox: SandboxLevel;
}

function bucketOf(parsed: z.output<typeof commonEnvironmentSchema>): BucketSettings | null {
  const { PARETOBOARD_OBJECT_STORE: bucket, PARETOBOARD_S3_ENDPOINT: endpoint = null, AWS_REGION: region } = parsed;
  return bucket === null ? null : { bucket, endpoint, region };
}

/** What API and workers have in common. */
export function commonSettings(
  parsed: z.output<typeof commonEnvironmentSchema>,
  environment: NodeJS.ProcessEnv,
): Omit<Settings, 'databaseUrl'> {
  return {
    port: parsed.PARETOBOARD_API_PORT,
    host: parsed.PARETOBOARD_HOST,
    home: homeFolder(environment),
    cache: cacheFolder(environment),
    bucket: bucketOf(parsed),
    logFormat: parsed.PARETOBOARD_LOG_FORMAT,
    workerIdleSeconds: parsed.PARETOBOARD_WORKER_IDLE_SECONDS ?? null,
    tracesEndpoint: parsed.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    limits: { reads: parsed.PARETOBOARD_READS_PER_MINUTE, writes: parsed.PARETOBOARD_WRITES_PER_MINUTE },
    allowPrivateWebhooks: parsed.PARETOBOARD_PRIVATE_WEBHOOKS === 'true',
    baselines: parsed.PARETOBOARD_BASELINES,
    profile: parsed.PARETOBOARD_PROFILE,
    submissionSandbox: parsed.PARETOBOARD_SUBMISSION_SANDBOX,
  };
}

/** @throws ZodError that names each wrong variable */
export function readSettings(environment = process.env): Settings {
  const parsed = environmentSchema.parse(environment);
  return { databaseUrl: parsed.DATABASE_URL, ...commonSettings(parsed, environment) };
}
