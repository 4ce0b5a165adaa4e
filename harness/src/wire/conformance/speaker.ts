import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import { type SubmissionManifest, submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';

/** The program under test, started as a run starts it. */
export interface Speaker {
  /** Of kind process. */
  readonly manifest: SubmissionManifest;
  /** Where the command begins; a sandbox shows it read-only. */
  readonly folder: string;
  readonly level: SandboxLevel;
  /** Folder of a trained artefact: the speaker is not asked to train. null: it is. */
  readonly artefactFolder: string | null;
  /** Missing: a minute. */
  readonly helloTimeoutMs?: number;
}

/** A manifest for a command that has none of its own. @param task of which track */
export function manifestOfCommand(command: readonly string[], task: string, track: string): SubmissionManifest {
  return submissionManifestSchema.parse({
    schemaVersion: 1,
    name: 'speaker',
    version: '1.0.0',
    title: 'Speaker',
    task,
    track,
    kind: 'process',
    division: 'from-scratch',
    authors: ['unknown'],
    source: '',
    licence: '',
    command,
  });
}
