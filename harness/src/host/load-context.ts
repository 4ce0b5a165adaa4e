import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relativePathSchema } from '@paretoboard/contract/primitives.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { LoadContext } from '@paretoboard/sdk/submission.js';
import type { OpenRuntime } from '../runtimes/runtime.js';
import type { LoadMessage } from './interactions/host-interaction.js';

/** The context of one start from an artefact. */
export function loadContext(load: LoadMessage, constants: NamedTensors, runtime: OpenRuntime): LoadContext {
  const { name, version, device, threads } = runtime;
  return {
    tf: runtime.tf,
    runtime: { name, version, device, threads },
    task: load.task,
    track: load.track,
    inputs: load.inputs,
    outputs: load.outputs,
    constants,
    read: (file) => new Uint8Array(readFileSync(join(load.artefactFolder, relativePathSchema.parse(file)))),
  };
}
