import { z } from 'zod';
import { runtimeNameSchema } from './runtime.js';

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
  runtime: runtimeNameSchema.optional(),
  /** By origin of the server: a token is sent to nobody but who gave it. */
  tokens: z.record(z.string(), tokenSchema).default({}),
});
export type CliConfig = z.infer<typeof cliConfigSchema>;
