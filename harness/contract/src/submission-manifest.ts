import { z } from 'zod';
import { canTrain, submissionKindSchema } from './interaction.js';
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
    /** process: packages that the machine must have for it; `paretoboard doctor` lists what it has. */
    environment: slugSchema.optional(),
    /** process: a container image, by its digest: a tag may be another image tomorrow. */
    image: z
      .string()
      .max(300)
      .regex(
        /^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$/,
        'expected an image by its digest, name@sha256:<64 hexadecimal digits>',
      )
      .optional(),
    /** process: `frames` is docs/wire.md; `open-inference`: the command is a server of the Open Inference Protocol v2 whose model has the submission's name. */
    protocol: z.enum(['frames', 'open-inference']).optional(),
    /** open-inference: where the server listens, on its loopback. */
    port: z.number().int().min(1024).max(65_535).optional(),
    runtimes: z.array(runtimeNameSchema).optional(),
    /** Threads to answer with, at most: handing an operation of microseconds to another thread can take longer than the operation. Training has all. */
    threads: z.number().int().min(1).max(1024).optional(),
    /** Pre-trained artefacts: folder with the files to load. */
    artefact: relativePathSchema.optional(),
    /** onnx, tfjs-model: the model's file (`model.onnx`, `model.json`) in the artefact's folder. */
    model: relativePathSchema.optional(),
    /** onnx, tfjs-model: what comes before and after the model, a file in the artefact's folder (`modelPipelineSchema`). */
    pipeline: relativePathSchema.optional(),
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
    if (!canTrain(manifest.kind)) {
      if (manifest.division !== 'pre-trained') {
        const message = `kind ${manifest.kind} arrives trained: expected division pre-trained, found ${manifest.division}`;
        context.addIssue({ code: 'custom', path: ['division'], message });
      }
      for (const field of ['model', 'pipeline'] as const) {
        if (manifest[field]) continue;
        const message = `kind ${manifest.kind} needs a ${field} file in the artefact folder`;
        context.addIssue({ code: 'custom', path: [field], message });
      }
    }
    if (manifest.kind !== 'process' && manifest.environment) {
      context.addIssue({ code: 'custom', path: ['environment'], message: 'only kind process has an environment' });
    }
    if (manifest.kind === 'process' && manifest.threads !== undefined) {
      const message = 'kind process sets its threads itself: it is told how many it may use (docs/wire.md)';
      context.addIssue({ code: 'custom', path: ['threads'], message });
    }
    if (manifest.image && (manifest.kind !== 'process' || manifest.environment)) {
      const message = 'an image is for kind process, and brings its own packages: no environment beside it';
      context.addIssue({ code: 'custom', path: ['image'], message });
    }
    if (manifest.image && manifest.protocol === 'open-inference') {
      const message = 'a command in an image speaks frames (docs/wire.md): no protocol open-inference';
      context.addIssue({ code: 'custom', path: ['protocol'], message });
    }
    const isServer = manifest.protocol === 'open-inference';
    if (manifest.kind !== 'process' && manifest.protocol) {
      context.addIssue({ code: 'custom', path: ['protocol'], message: 'only kind process has a protocol' });
    }
    if (isServer !== (manifest.port !== undefined)) {
      const message = 'protocol open-inference, and no other, needs the port that its server listens on';
      context.addIssue({ code: 'custom', path: ['port'], message });
    }
    if (isServer && manifest.division !== 'pre-trained') {
      const message = 'the Open Inference Protocol has no training: protocol open-inference needs division pre-trained';
      context.addIssue({ code: 'custom', path: ['division'], message });
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
