import type { RunRequest } from '@paretoboard/contract/run-state.js';
import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';

/** What a worker can take. */
export interface Abilities {
  /** As records name it: `gpu:<model>` or `cpu:<model>`. */
  readonly deviceClass: string;
  readonly sandboxes: readonly SandboxLevel[];
  readonly variants: readonly { readonly task: string; readonly variant: string }[];
}

function lane(device: string, sandbox: SandboxLevel, task: string, variant: string): string {
  return `${device} ${sandbox} ${task} ${variant}`;
}

/** `gpu` or `cpu`: the kind of a device class. */
function deviceKind(deviceClass: string): string {
  return deviceClass.split(':', 1)[0]!;
}

/** Where a run waits: with all that want the same of a worker. */
export function laneOf({ device = 'any', sandbox, task, variant }: RunRequest): string {
  return lane(device, sandbox, task, variant);
}

/** Every lane that a worker may take from. */
export function lanesOf({ deviceClass, sandboxes, variants }: Abilities): string[] {
  const devices = ['any', deviceKind(deviceClass), deviceClass];
  return devices.flatMap((device) =>
    sandboxes.flatMap((sandbox) => variants.map(({ task, variant }) => lane(device, sandbox, task, variant))),
  );
}
