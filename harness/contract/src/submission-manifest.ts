import { z } from 'zod';
import { submissionKindSchema } from './interaction.js';
import { relativePathSchema, slugSchema, versionSchema } from './primitives.js';
import { runtimeNameSchema } from './runtime.js';

/** `from-scratch` is trained by us under the budget; `pre-trained` arrives trained. Never mixed in a ranking. */
export const divisionSchema = z.enum(['from-scratch', 'pre-trained']);
export type Division = z.infer<typeof divisionSchema>;

/** File name of the manifest in a submission's folder. */
export const manifestFileName = 'paretoboard.json';

/** `paretoboard.json`, in the root of a submission. */
export const submissionManifestSchema = z
  .object({
    schemaVersion: z.literal(1),
    name: slugSchema,
    version: versionSchema,
    title: z.string().min(1).max(120),
    task: slugSchema,
    track: slugSchema,
    kind: submissionKindSchema,
    division: divisionSchema,
    authors: z.array(z.string().min(1)).min(1),
    source: z.string(),
    licence: z.string(),
    /** Data beyond the task's own that went into the artefact. */
    externalData: z.array(z.string()).default([]),
    /** tfjs-module: the compiled entry module (.js or .mjs). */
    entry: relativePathSchema.optional(),
    /** process: the command, run in the submission's folder. */
    command: z.array(z.string().min(1)).min(1).optional(),
    runtimes: z.array(runtimeNameSchema).optional(),
    /** Pre-trained artefacts: folder with the files to load. */
    artefact: relativePathSchema.optional(),
    declared: z
      .object({
        parameters: z.number().int().min(0).optional(),
        /** Answers are drawn at random: they are held to be as good when asked again, not to be equal. */
        stochastic: z.boolean().optional(),
      })
      .default({}),
  })
  .superRefine((manifest, context) => {
    if (manifest.kind === 'tfjs-module' && !manifest.entry) {
      context.addIssue({ code: 'custom', path: ['entry'], message: 'kind tfjs-module needs an entry module' });
    }
    if (manifest.kind === 'process' && !manifest.command) {
      context.addIssue({ code: 'custom', path: ['command'], message: 'kind process needs a command' });
    }
    if (manifest.division === 'pre-trained' && !manifest.artefact) {
      context.addIssue({
        code: 'custom',
        path: ['artefact'],
        message: 'division pre-trained needs an artefact folder',
      });
    }
  });
export type SubmissionManifest = z.infer<typeof submissionManifestSchema>;
