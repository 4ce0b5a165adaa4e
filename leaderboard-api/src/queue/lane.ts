import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { type RuntimeProbe, runtimeNames } from '@paretoboard/contract/runtime.js';
import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';

/** What a worker can take. */
export interface Abilities {
  /** As records name it: `gpu:<model>` or `cpu:<model>`. */
  readonly deviceClass: string;
  readonly sandboxes: readonly SandboxLevel[];
  readonly variants: readonly { readonly task: string; readonly variant: string }[];
  /** null: it did not say, and is given runs of every runtime. */
  readonly runtimes: readonly RuntimeProbe[] | null;
}

/** Wants that any worker meets. */
const any = 'any';

function lane(device: string, sandbox: SandboxLevel, task: string, variant: string, runtime: string): string {
  return `${device} ${sandbox} ${task} ${variant} ${runtime}`;
}

/** `gpu` or `cpu`: the kind of a device class. */
function deviceKind(deviceClass: string): string {
  return deviceClass.split(':', 1)[0]!;
}

/** Where a run waits: with all that want the same of a worker. */
export function laneOf({ device = any, sandbox, task, variant, runtime }: RunRequest): string {
  return lane(device, sandbox, task, variant, runtime ?? any);
}

/** Every lane that a worker may take from. */
export function lanesOf({ deviceClass, sandboxes, variants, runtimes }: Abilities): string[] {
  const devices = [any, deviceKind(deviceClass), deviceClass];
  const offered = runtimes?.filter(({ available }) => available).map(({ name }) => name) ?? runtimeNames;
  return devices.flatMap((device) =>
    sandboxes.flatMap((sandbox) =>
      variants.flatMap(({ task, variant }) =>
        [any, ...offered].map((runtime) => lane(device, sandbox, task, variant, runtime)),
      ),
    ),
  );
}
