import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RuntimeProbe, runtimeProbeSchema } from '@paretoboard/contract/runtime.js';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { z } from 'zod';

const program = fileURLToPath(compiledUrl('./describe-runtimes.js', import.meta.url));
const patienceMs = 60_000;

/** Which runtimes a run would find on this machine; null where the process that looks ended without an answer. */
export async function runtimesHere(): Promise<RuntimeProbe[] | null> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: patienceMs });
    return z.array(runtimeProbeSchema).parse(JSON.parse(stdout));
  } catch (error) {
    console.error(error);
    return null;
  }
}
