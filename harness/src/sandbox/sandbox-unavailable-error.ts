import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';

/** A level that this machine cannot give: refused, never quietly weakened. */
export class SandboxUnavailableError extends Error {
  override readonly name = 'SandboxUnavailableError';

  constructor(
    readonly level: SandboxLevel,
    readonly reason: string,
  ) {
    super(`sandbox level ${level} is not available: ${reason}`);
  }
}
