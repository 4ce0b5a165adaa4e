// Requests at a web server over many connections, each sending the next as soon as it has an answer.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';

const execute = promisify(execFile);

/** What `wrk` says of a block, as one line of JSON. Latencies are in µs, duration in µs. */
const summary = `
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\\n{"requests":%d,"durationUs":%d,"bytes":%d,"p50Us":%.0f,"p99Us":%.0f,"failed":%d,"wrongStatus":%d}\\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
`;

/** `wrk` if it is installed: it takes a small part of a core, where a generator in JavaScript takes as much as the server that it is to load. */
export async function findLoader() {
  return execute('wrk', ['-v']).then(
    () => 'wrk',
    ({ code }) => (code === 'ENOENT' ? 'autocannon' : 'wrk'), // It ends with 1 after saying its version.
  );
}

async function byWrk({ url, connections, seconds, headers, folder }) {
  const script = join(folder, 'summary.lua');
  writeFileSync(script, summary);
  const fields = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const { stdout } = await execute('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--timeout',
    '10s',
    '-s',
    script,
    ...fields,
    url,
  ]);
  const told = JSON.parse(stdout.trim().split('\n').at(-1));
  const perSecond = 1e6 / told.durationUs;
  if (told.failed > 0 || told.wrongStatus > 0)
    throw new Error(`${url}: ${told.failed} errors, ${told.wrongStatus} answers other than expected`);
  return {
    rate: told.requests * perSecond,
    p50: told.p50Us / 1000,
    p99: told.p99Us / 1000,
    bytes: told.bytes * perSecond,
  };
}

async function byAutocannon({ url, connections, seconds, headers }) {
  const { requests, latency, throughput, errors, non2xx, statusCodeStats } = await autocannon({
    url,
    connections,
    duration: seconds,
    headers,
  });
  const wrong = non2xx - (statusCodeStats['304']?.count ?? 0);
  if (errors > 0 || wrong > 0) throw new Error(`${url}: ${errors} errors, ${wrong} answers other than expected`);
  return { rate: requests.average, p50: latency.p50, p99: latency.p99, bytes: throughput.average };
}

/**
 * One block of load.
 * @param {{url: string, connections: number, seconds: number, headers: Record<string, string>, folder: string}} asked folder: a place for the generator's own files
 * @returns {Promise<{rate: number, p50: number, p99: number, bytes: number}>} answers a second, milliseconds, bytes a second
 * @throws Error where a connection failed, or an answer was neither 2xx nor 304
 */
export const load = (loader, asked) => (loader === 'wrk' ? byWrk(asked) : byAutocannon(asked));
