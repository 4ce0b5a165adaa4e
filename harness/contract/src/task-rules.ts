import { z } from 'zod';
import { countSchema, slugSchema } from './primitives.js';

const limitSchema = countSchema.nullable();

/** What an organiser sets for a task; null: the server's default, or no deadline. */
export const taskRulesSchema = z
  .object({
    /** When what was sent "public at deadline" becomes public, and names are told. */
    deadline: z.iso.datetime().nullable().default(null),
    /** Until the deadline nobody is told who is behind a row, but themselves, organisers and operators. */
    anonymous: z.boolean().default(false),
    /** Of one team or person. */
    runsPerDay: limitSchema.default(null),
    runsInTotal: limitSchema.default(null),
    runsAtOnce: limitSchema.default(null),
  })
  .refine(({ anonymous, deadline }) => !anonymous || deadline !== null, {
    path: ['deadline'],
    message: 'expected a deadline, at which the names are told',
  });
export type TaskRules = z.infer<typeof taskRulesSchema>;

/** `GET /api/v1/tasks/{id}/rules`. */
export const statedRulesSchema = z.object({ task: slugSchema, ...taskRulesSchema.shape });
export type StatedRules = z.infer<typeof statedRulesSchema>;
