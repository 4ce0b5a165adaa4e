import { randomUUID } from 'node:crypto';
import type { Announcement } from '@paretoboard/contract/worker-link.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';

let machines = 0;

export const testRelease = { software: '1.2.3', recordSchema: 1, tasks: { 'some-task': '1.0.0' } };

/** What a worker would say of itself, each on a machine of its own. @param home whose key it signs with */
export function announced(home: string, changes: Partial<Announcement> = {}): Announcement {
  machines += 1;
  return {
    id: randomUUID(),
    name: `worker-${machines}`,
    publicKey: signingKey(home).publicPem,
    machine: sha256(`machine ${machines}`),
    pid: process.pid,
    pidSpace: null,
    device: 'machine',
    deviceClass: 'cpu:some model',
    sandboxes: ['process'],
    variants: [{ task: 'some-task', variant: 'surrogate' }],
    release: testRelease,
    facts: {
      node: 'v20',
      cpu: { cores: 2, model: 'some model' },
      memoryBytes: 1,
      gpu: null,
      sandboxes: [],
      runtimes: null,
    },
    ...changes,
  };
}
