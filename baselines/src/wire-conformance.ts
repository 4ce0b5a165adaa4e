import { interactionSchema } from '@paretoboard/contract/interaction.js';
import { sandboxLevelSchema } from '@paretoboard/contract/sandbox-level.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { type ConformanceReport, conformanceReportSchema } from '@paretoboard/contract/wire-conformance.js';
import { z } from 'zod';
import { answerOfProcess } from './answer-of-process.js';

/** What the process that blocks is told. All paths absolute. */
export const conformanceJobSchema = z.object({
  /** Either a submission's own manifest, or a command. */
  speaker: z.union([
    z.object({ manifest: submissionManifestSchema }),
    z.object({ command: z.array(z.string().min(1)).min(1) }),
  ]),
  /** Where the command begins. */
  folder: z.string(),
  /** A task's surrogate, or the smallest task of an interaction. */
  about: z.union([z.object({ task: z.string() }), z.object({ interaction: interactionSchema })]),
  /** Of a trained artefact; null: the program is asked to train. */
  artefactFolder: z.string().nullable(),
  level: sandboxLevelSchema,
});
export type ConformanceJob = z.input<typeof conformanceJobSchema>;

/**
 * Holds a program to docs/wire.md, in processes as a run starts them.
 * @throws Error on a failure of ours, AbortError
 */
export async function wireConformance(job: ConformanceJob, signal: AbortSignal): Promise<ConformanceReport> {
  return conformanceReportSchema.parse(
    await answerOfProcess('./wire-conformance-process.js', [JSON.stringify(job)], signal),
  );
}
