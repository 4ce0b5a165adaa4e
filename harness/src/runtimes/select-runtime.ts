import { type RuntimeName, runtimeNameSchema, runtimeNames } from '@paretoboard/contract/runtime.js';
import { type RuntimeFacts, RuntimeUnavailableError } from './runtime.js';
import { runtimeProviders } from './runtime-providers.js';

/** The runtime that a run will use, and why none of the better ones. */
export interface RuntimeSelection extends RuntimeFacts {
  readonly name: RuntimeName;
  readonly forced: boolean;
  readonly rejected: readonly { readonly name: RuntimeName; readonly reason: string }[];
}

/**
 * Chooses the runtime: the one asked for, else `PARETOBOARD_RUNTIME`, else the first available in the contract's order.
 * A forced runtime that is not available is an error, never replaced by another.
 * @throws {RuntimeUnavailableError} the forced runtime is not available
 * @throws {RangeError} no runtime has the forced name
 */
export async function selectRuntime(asked = process.env.PARETOBOARD_RUNTIME): Promise<RuntimeSelection> {
  if (asked) {
    const name = parseRuntimeName(asked);
    return { name, forced: true, rejected: [], ...(await runtimeProviders[name].describe()) };
  }
  const rejected: { name: RuntimeName; reason: string }[] = [];
  for (const name of runtimeNames) {
    try {
      return { name, forced: false, rejected, ...(await runtimeProviders[name].describe()) };
    } catch (error) {
      if (!(error instanceof RuntimeUnavailableError)) throw error;
      rejected.push({ name, reason: error.reason });
    }
  }
  throw new Error('no runtime is available, not even cpu');
}

function parseRuntimeName(asked: string): RuntimeName {
  const parsed = runtimeNameSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  throw new RangeError(`runtime: expected one of ${runtimeNames.join(', ')}, found ${JSON.stringify(asked)}`);
}
