import { randomUUID } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import type { Announcement, Release, SignedAnnouncement, WorkerFacts } from '@paretoboard/contract/worker-link.js';
import { availableVariants } from '@paretoboard/harness/data/open-variant.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { nvidiaCardModel } from '@paretoboard/harness/runtimes/graphics-card.js';
import { processorModel } from '@paretoboard/harness/runtimes/processor.js';
import { probeSandboxes } from '@paretoboard/harness/sandbox/probe.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { thisMachine } from '../workers/this-machine.js';
import { runtimesHere } from './runtimes-here.js';

export interface WorkerIdentity {
  readonly home: string;
  /** What others see; says nothing about the machine unless its operator wants it to. */
  readonly name: string | null;
  /** What a run has for itself alone. */
  readonly device: string;
  readonly submissionSandbox: SandboxLevel;
  readonly release: Release;
}

async function factsHere(): Promise<WorkerFacts> {
  return {
    node: process.version,
    cpu: { cores: availableParallelism(), model: processorModel() },
    memoryBytes: totalmem(),
    gpu: nvidiaCardModel(),
    sandboxes: probeSandboxes(),
    runtimes: await runtimesHere(),
  };
}

async function variantsHere(): Promise<Announcement['variants']> {
  const variants = await Promise.all(
    taskIds.map(async (task) => availableVariants(await loadTask(task)).map(({ id: variant }) => ({ task, variant }))),
  );
  return variants.flat();
}

/** Levels that runs may ask for here. An operator who trusts everybody with a token may have submissions run with less than they ask for. */
function levelsOf({ sandboxes }: WorkerFacts, submissionSandbox: SandboxLevel): SandboxLevel[] {
  const available = sandboxes.filter((probe) => probe.available).map(({ level }) => level);
  return [...new Set<SandboxLevel>([...available, ...(submissionSandbox === 'process' ? ['namespace' as const] : [])])];
}

/** What this process says of itself, signed with its machine's key. */
export async function announcementHere(identity: WorkerIdentity): Promise<SignedAnnouncement> {
  const { home, name, device, submissionSandbox, release } = identity;
  const key = signingKey(home);
  const id = randomUUID();
  const facts = await factsHere();
  const announcement: Announcement = {
    id,
    name: name ?? `worker-${id.slice(0, 8)}`,
    publicKey: key.publicPem,
    ...thisMachine(),
    pid: process.pid,
    device,
    deviceClass: facts.gpu ? `gpu:${facts.gpu}` : `cpu:${facts.cpu.model}`,
    sandboxes: levelsOf(facts, submissionSandbox),
    variants: await variantsHere(),
    release,
    facts,
  };
  return { announcement, signature: signDigest(digestOf(announcement), key) };
}
