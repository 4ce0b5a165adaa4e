import { type RuntimeName, type RuntimeProbe, runtimeNames } from '@paretoboard/contract/runtime.js';
import { openRuntime } from './open-runtime.js';
import { type RuntimeFacts, RuntimeUnavailableError } from './runtime.js';
import { runtimeProviders } from './runtime-providers.js';

type Look = (name: RuntimeName) => Promise<Pick<RuntimeFacts, 'device' | 'version'>>;

/**
 * Tries each runtime by opening it and adding two numbers, so that `available` is a fact. Loads every library into
 * this process and leaves the last available backend current: for `doctor`, not for a process that measures.
 */
export function probeRuntimes(): Promise<RuntimeProbe[]> {
  return lookAtEach(openAndAdd);
}

/** What a run would choose from (`selectRuntime`): each runtime by its own description, nothing is computed on it. */
export function describeRuntimes(): Promise<RuntimeProbe[]> {
  return lookAtEach((name) => runtimeProviders[name].describe());
}

async function lookAtEach(look: Look): Promise<RuntimeProbe[]> {
  const probes: RuntimeProbe[] = [];
  for (const name of runtimeNames) probes.push(await probeOf(name, look));
  return probes;
}

async function probeOf(name: RuntimeName, look: Look): Promise<RuntimeProbe> {
  try {
    const { device, version } = await look(name);
    return { name, available: true, device, version };
  } catch (error) {
    const reason = error instanceof RuntimeUnavailableError ? error.reason : String(error);
    return { name, available: false, device: null, version: null, reason };
  }
}

async function openAndAdd(name: RuntimeName): Promise<Pick<RuntimeFacts, 'device' | 'version'>> {
  const runtime = await openRuntime(name);
  const { tf, device, version } = runtime;
  const sum = tf.tidy(() => tf.add(tf.scalar(2), tf.scalar(3)));
  const [value] = await sum.data();
  sum.dispose();
  runtime.close();
  if (value !== 5) throw new RuntimeUnavailableError(name, `2 + 3 gave ${value}`);
  return { device, version };
}
