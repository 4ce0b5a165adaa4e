import { connect } from 'node:net';
import type { DoctorReport } from '@paretoboard/contract/doctor.js';
import { homeFolder } from '@paretoboard/harness/places.js';

const timeoutMs = 2_000;

function reach(host: string, port: number): Promise<string | null> {
  return new Promise((fulfil) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const end = (problem: string | null): void => {
      socket.destroy();
      fulfil(problem);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`no answer within ${timeoutMs / 1000} s`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

/** Which database `npm start` would use; of a server, whether its port answers. Says no user name and no password. */
export async function probeDatabase(environment = process.env): Promise<DoctorReport['database']> {
  const address = environment.DATABASE_URL;
  if (!address) return { kind: 'embedded', available: true, detail: `PostgreSQL below ${homeFolder(environment)}` };
  if (!URL.canParse(address))
    return {
      kind: 'server',
      available: false,
      detail: 'DATABASE_URL is no URL: expected postgres://user:password@host:port/name',
    };
  const { hostname, port } = new URL(address);
  const where = `${hostname}:${port || 5432}`;
  const problem = await reach(hostname.replace(/^\[|\]$/g, ''), Number(port || 5432));
  return { kind: 'server', available: problem === null, detail: problem ? `${where}: ${problem}` : where };
}
