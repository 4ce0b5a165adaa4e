import { accountSchema } from '@paretoboard/contract/account.js';
import { badgeSchema } from '@paretoboard/contract/badge.js';
import { boardRowSchema, boardSchema } from '@paretoboard/contract/board.js';
import {
  challengeEntrySchema,
  challengeOverviewSchema,
  challengeRunSchema,
  challengeSchema,
} from '@paretoboard/contract/challenge.js';
import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import { healthSchema, problemSchema } from '@paretoboard/contract/http.js';
import { logEntrySchema, logFileSchema, publishedKeySchema } from '@paretoboard/contract/log-entry.js';
import { queueSchema, workerSchema } from '@paretoboard/contract/queue.js';
import { quotaSchema } from '@paretoboard/contract/quota.js';
import { reasonSchema } from '@paretoboard/contract/reason.js';
import { latencyResultSchema, metricResultSchema, recordSchema } from '@paretoboard/contract/record.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { submissionSchema, submittedSchema } from '@paretoboard/contract/submission.js';
import { taskListingSchema } from '@paretoboard/contract/task.js';
import { statedRulesSchema } from '@paretoboard/contract/task-rules.js';
import { teamSchema } from '@paretoboard/contract/team.js';
import { variantSchema } from '@paretoboard/contract/variant.js';
import { webhookDeliverySchema, webhookSchema } from '@paretoboard/contract/webhook.js';
import { z } from 'zod';

/** Answers that have a name in the document; what is not named stands where it is used. */
const named = {
  Account: accountSchema,
  Badge: badgeSchema,
  Board: boardSchema,
  BoardRow: boardRowSchema,
  Challenge: challengeSchema,
  ChallengeEntry: challengeEntrySchema,
  ChallengeOverview: challengeOverviewSchema,
  ChallengeRun: challengeRunSchema,
  Comparison: comparisonSchema,
  Health: healthSchema,
  LatencyResult: latencyResultSchema,
  LogEntry: logEntrySchema,
  LogFile: logFileSchema,
  MetricResult: metricResultSchema,
  Problem: problemSchema,
  PublishedKey: publishedKeySchema,
  Queue: queueSchema,
  Quota: quotaSchema,
  Reason: reasonSchema,
  Record: recordSchema,
  RunState: runStateSchema,
  Submission: submissionSchema,
  Submitted: submittedSchema,
  TaskListing: taskListingSchema,
  TaskRules: statedRulesSchema,
  Team: teamSchema,
  Variant: variantSchema,
  Webhook: webhookSchema,
  WebhookDelivery: webhookDeliverySchema,
  Worker: workerSchema,
} as const;

const prefix = '#/components/schemas/';
const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });

type JsonSchema = Record<string, unknown>;

/**
 * Answers may gain fields: who reads one by this document must not refuse them, so it is open; tests hold answers against the closed one.
 */
export type Openness = 'open' | 'closed';

function plain(schema: unknown, openness: Openness): unknown {
  if (Array.isArray(schema)) return schema.map((one) => plain(one, openness));
  if (schema === null || typeof schema !== 'object') return schema;
  const entries = Object.entries(schema).filter(
    ([key, value]) =>
      !(openness === 'open' && key === 'additionalProperties' && value === false) && key !== '$id' && key !== '$schema',
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value, openness)]));
}

/** The named schemas of answers. */
export function namedSchemas(openness: Openness): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    unrepresentable: 'any',
    uri: (id) => `${prefix}${id}`,
  });
  return plain(schemas, openness) as Record<string, JsonSchema>;
}

function nameOf(schema: z.ZodType): string | undefined {
  return registry.get(schema)?.id;
}

/** A schema where it is used: by its name if it has one; a page of named items names them. */
export function answerSchema(schema: z.ZodType, openness: Openness): JsonSchema {
  const name = nameOf(schema);
  if (name !== undefined) return { $ref: `${prefix}${name}` };
  const whole = plain(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }), openness) as JsonSchema;
  const items = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>)['items'] : undefined;
  const item = items instanceof z.ZodArray ? nameOf(items.element as z.ZodType) : undefined;
  if (item === undefined) return whole;
  const properties = whole['properties'] as Record<string, JsonSchema>;
  return { ...whole, properties: { ...properties, items: { type: 'array', items: { $ref: `${prefix}${item}` } } } };
}
