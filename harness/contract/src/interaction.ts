import { z } from 'zod';

/** How the harness talks to an implementation. A task names exactly one. */
export const interactionSchema = z.enum([
  'predict',
  'sequence',
  'episode',
  'recommend',
  'generate',
  'transform',
  'explain',
]);
export type Interaction = z.infer<typeof interactionSchema>;

export const submissionKindSchema = z.enum(['tfjs-module', 'tfjs-model', 'onnx', 'process']);
export type SubmissionKind = z.infer<typeof submissionKindSchema>;

export type KindSupport = { supported: true; how: string } | { supported: false; reason: string };

const code: KindSupport = { supported: true, how: 'the implementation answers the calls of the interaction itself' };
const dataOnly: Record<Interaction, KindSupport> = {
  predict: { supported: true, how: 'the model maps the input tensors to the output tensors' },
  sequence: { supported: true, how: 'state tensors are declared as pairs of model outputs and inputs' },
  episode: {
    supported: true,
    how: 'the model embeds; the stated head of the harness classifies by support embeddings',
  },
  recommend: { supported: true, how: 'user and item indices are model inputs' },
  generate: { supported: true, how: 'the model has a declared noise input' },
  transform: { supported: true, how: 'the model maps batch and conditions to the transformed batch' },
  explain: {
    supported: false,
    reason:
      'an explanation asks the black box while it runs; a data-only model cannot ask. Use kind tfjs-module or process',
  },
};
const codeKind: Record<Interaction, KindSupport> = {
  predict: code,
  sequence: code,
  episode: code,
  recommend: code,
  generate: code,
  transform: code,
  explain: code,
};

/** Which kind of submission can serve which interaction. */
export const kindSupport: Record<SubmissionKind, Record<Interaction, KindSupport>> = {
  'tfjs-module': codeKind,
  process: codeKind,
  'tfjs-model': dataOnly,
  onnx: dataOnly,
};

/** Kinds that carry code can be trained by us; data-only kinds arrive trained. */
export function canTrain(kind: SubmissionKind): boolean {
  return kind === 'tfjs-module' || kind === 'process';
}
