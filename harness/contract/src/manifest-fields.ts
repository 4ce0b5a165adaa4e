import type { SubmissionManifest } from './submission-manifest.js';

/** What each field of `paretoboard.json` is for, as a new submission's README and the remedies of `check` say it. */
export const manifestFields: Record<keyof SubmissionManifest, string> = {
  schemaVersion: 'always 1',
  name: 'lower-case words joined by hyphens; with your account it names the rows of the board',
  version: '`major.minor.patch`; raise it when the method changes',
  title: 'how the board shows it, at most 120 characters',
  task: '`npx paretoboard tasks` lists them',
  track: 'which inputs the method may see; each track has its own ranking',
  kind: '`tfjs-module`, `tfjs-model`, `onnx` or `process`',
  division: '`from-scratch`: trained by us under the budgets; `pre-trained`: arrives trained. Never in one ranking',
  authors: 'who is to be named beside the rows',
  source: 'URL of the code or of a paper; may be empty',
  licence: 'an SPDX identifier such as `Apache-2.0`: on what terms others may use what you send',
  externalData: 'data beyond the task’s own that went into it: names or URLs',
  entry: 'tfjs-module: the module that the harness bundles and starts',
  command: 'process: program and arguments, run in this folder',
  environment: 'process: packages that the machine must have for it; `npx paretoboard doctor` lists what it has',
  image: 'process: container image by its digest, `name@sha256:…`, for machines with a container engine',
  protocol: 'process: `frames`, the wire of docs/wire.md, or `open-inference`; left out: `frames`',
  port: 'open-inference: where the server listens on its loopback, 1024 to 65535',
  runtimes: 'runtimes that it can do with; left out: any',
  threads: 'any kind but process: threads to answer with, at most; small models are quickest with 1. Training has all',
  artefact: 'pre-trained: folder with the files to load',
  model: 'onnx, tfjs-model: the model’s file in the artefact’s folder',
  pipeline: 'onnx, tfjs-model: what comes before and after the model, a file in the artefact’s folder',
  declared:
    '`parameters` of the model, and `stochastic: true` where answers are drawn at random: they are then held to be as good when asked again, not to be equal',
};
