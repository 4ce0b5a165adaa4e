import { z } from 'zod';

/** What a token may consist of: nothing that could end a header line. */
export const tokenSchema = z
  .string()
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'expected a token: printable characters without spaces');

export const apiSchema = z.url({ protocol: /^https?$/, error: 'expected a URL such as http://127.0.0.1:3001' });

/** `config.json` in PARETOBOARD_HOME: what `login` and `config set` keep for the commands after them. */
export const cliConfigSchema = z.object({
  schemaVersion: z.literal(1).default(1),
  /** Server to talk to. */
  api: apiSchema.optional(),
  /** Who is named in a new submission's manifest, and on what terms it comes. */
  author: z.string().min(1).max(120).optional(),
  licence: z.string().min(1).max(60).optional(),
  /** By origin of the server: a token is sent to nobody but who gave it. */
  tokens: z.record(z.string(), tokenSchema).default({}),
});
export type CliConfig = z.infer<typeof cliConfigSchema>;
