import { type RuntimeName, type RuntimeProbe, runtimeNames } from '@paretoboard/contract/runtime.js';
import { openRuntime } from './open-runtime.js';
import { RuntimeUnavailableError } from './runtime.js';

/**
 * Tries each runtime by opening it and adding two numbers, so that `available` is a fact. Loads every library into
 * this process and leaves the last available backend current: for `doctor`, not for a process that measures.
 */
export async function probeRuntimes(): Promise<RuntimeProbe[]> {
  const probes: RuntimeProbe[] = [];
  for (const name of runtimeNames) probes.push(await probeRuntime(name));
  return probes;
}

async function probeRuntime(name: RuntimeName): Promise<RuntimeProbe> {
  try {
    const runtime = await openRuntime(name);
    const { tf, device, version } = runtime;
    const sum = tf.tidy(() => tf.add(tf.scalar(2), tf.scalar(3)));
    const [value] = await sum.data();
    sum.dispose();
    runtime.close();
    if (value !== 5) throw new RuntimeUnavailableError(name, `2 + 3 gave ${value}`);
    return { name, available: true, device, version };
  } catch (error) {
    const reason = error instanceof RuntimeUnavailableError ? error.reason : String(error);
    return { name, available: false, device: null, version: null, reason };
  }
}
