import { z } from 'zod';

/** What a badge says, as shields.io reads it from an endpoint (shields.io/badges/endpoint-badge). */
export const badgeSchema = z.object({
  schemaVersion: z.literal(1),
  label: z.string().min(1),
  message: z.string().min(1),
  color: z.string().min(1),
});
export type Badge = z.infer<typeof badgeSchema>;
