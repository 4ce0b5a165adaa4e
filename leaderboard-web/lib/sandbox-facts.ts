import type { SandboxDescription } from '@paretoboard/contract/sandbox-level.js';
import { words } from '../messages/words';

/** Who computed where while queries were timed. */
function cores({ cpuSet, cpuSetBy, cpuSetReason, harnessCpuSet }: SandboxDescription): string {
  const say = words().record;
  if (cpuSet === null) return cpuSetReason ? say.notPinnedBecause(cpuSetReason) : say.notPinned;
  const submission = cpuSetBy === 'affinity' ? say.pinnedByAffinity(cpuSet) : say.pinned(cpuSet);
  return harnessCpuSet ? `${submission}; ${say.harnessPinned(harnessCpuSet)}` : submission;
}

/** What the sandbox took away, mechanism by mechanism. */
export function sandboxFacts(sandbox: SandboxDescription): { name: string; value: string }[] {
  const say = words().record;
  return [
    { name: say.level, value: sandbox.level },
    { name: say.network, value: sandbox.network === 'none' ? say.none : say.shared },
    { name: say.fileSystem, value: sandbox.filesystem === 'read-only' ? say.readOnly : say.shared },
    { name: say.capabilities, value: sandbox.capabilities === 'none' ? say.none : say.inherited },
    { name: say.memoryLimitBy, value: sandbox.memoryLimit },
    { name: say.processLimitBy, value: sandbox.processLimit },
    { name: say.cores, value: cores(sandbox) },
  ];
}
