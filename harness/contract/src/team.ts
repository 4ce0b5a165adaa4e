import { z } from 'zod';
import { slugSchema } from './primitives.js';

/** Viewers see what is the team's alone; members also submit for it and steer its runs; owners also decide who belongs to it, and withdraw. */
export const teamRoleSchema = z.enum(['owner', 'member', 'viewer']);
export type TeamRole = z.infer<typeof teamRoleSchema>;

/** Several people who submit under one name. */
export const teamSchema = z.object({
  name: slugSchema,
  createdAt: z.string(),
  members: z.array(z.object({ name: slugSchema, role: teamRoleSchema, since: z.string() })),
});
export type Team = z.infer<typeof teamSchema>;

/** Body of `POST /api/v1/teams`. */
export const newTeamSchema = z.object({ name: slugSchema });

/** Body of `PUT /api/v1/teams/{name}/members/{person}`. */
export const membershipSchema = z.object({ role: teamRoleSchema });
