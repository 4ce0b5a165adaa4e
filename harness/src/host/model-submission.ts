import type { SubmissionKind } from '@paretoboard/contract/interaction.js';
import { type LoadModel, openPipeline } from '../model/open-pipeline.js';
import { hostInteraction } from './interactions/registry.js';
import { NotServedError } from './report-error.js';
import type { Implementation } from './serve.js';

export interface ModelEntry {
  readonly kind: SubmissionKind;
  /** Files in the artefact's folder. */
  readonly model: string;
  readonly pipeline: string;
}

/** A submission that is data alone: a model and what comes before and after it. */
export function modelSubmission(entry: ModelEntry, loadModel: LoadModel): Implementation {
  return {
    train: () => Promise.reject(new NotServedError(`kind ${entry.kind} arrives trained`)),
    load: async (load) => {
      const submission = { ...entry, artefactFolder: load.artefactFolder };
      const loaded = await openPipeline(submission, load.interaction, load, loadModel);
      return hostInteraction(load.interaction).serve(loaded, load);
    },
  };
}
