import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from '@paretoboard/harness/records/digest.js';

export interface ThisMachine {
  /** The same in every process of this machine, containers included, until it starts again; says nothing about it. */
  readonly machine: string;
  /** Processes of the same space see each other's numbers; null: the system does not tell. */
  readonly pidSpace: string | null;
}

function textOf(read: () => string): string | null {
  try {
    return read().trim();
  } catch {
    return null;
  }
}

let known: ThisMachine | undefined;

/** Which machine this process runs on. Linux tells; elsewhere the host's name stands for it. */
export function thisMachine(): ThisMachine {
  known ??= {
    machine: sha256(textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? hostname()),
    pidSpace: textOf(() => readlinkSync('/proc/self/ns/pid')),
  };
  return known;
}
