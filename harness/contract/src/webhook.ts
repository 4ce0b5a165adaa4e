import { z } from 'zod';
import { countSchema, slugSchema, timestampSchema } from './primitives.js';
import { runStateSchema } from './run-state.js';

/** Body of `POST /api/v1/webhooks`: where to tell of one's runs that ended. */
export const webhookRequestSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  /** Of which team of one's own the runs are told; missing: one's own runs. */
  team: slugSchema.optional(),
});

export const webhookSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  /** Name of the team whose runs it is told of, and whose owners have it; null: it is the caller's own. */
  team: slugSchema.nullable(),
  /** False: its receiver said that it is gone (410). */
  active: z.boolean(),
  createdAt: timestampSchema,
});
export type Webhook = z.infer<typeof webhookSchema>;

/** Answer of `POST /api/v1/webhooks`. */
export const createdWebhookSchema = webhookSchema.extend({
  /** What messages are signed with (standardwebhooks.com). Shown once. */
  secret: z.string().regex(/^whsec_/),
});
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;

/** What is sent, as JSON. */
export const webhookMessageSchema = z.object({
  type: z.literal('run.finished'),
  timestamp: timestampSchema,
  data: runStateSchema,
});
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;

/** One message to one webhook. */
export const webhookDeliverySchema = z.object({
  id: z.uuid(),
  run: z.uuid(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: countSchema,
  /** Status of the last answer; null: none came. */
  status: z.number().int().nullable(),
  /** Why the last attempt was none that counts; null: it was, or there was none yet. */
  problem: z.string().nullable(),
  createdAt: timestampSchema,
  nextAttemptAt: timestampSchema.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
