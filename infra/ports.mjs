import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { exitCodes, Failure } from './failure.mjs';
import { commandLine, holdsSocket, listProcesses } from './process-table.mjs';

const LISTENING = '0A';

/**
 * The port that a variable names.
 * @throws {Failure} when it is no port
 */
export function portFrom(variable, fallback, environment = process.env) {
  const text = environment[variable];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Failure(`${variable}: expected a port between 1 and 65535, found "${text}".`, exitCodes.wrongUse);
}

/**
 * @param {number} port
 * @param {string} variable that would choose another port
 * @throws {Failure} naming the process that holds the port
 */
export async function requireFreePort(port, variable) {
  for (const host of ['127.0.0.1', undefined]) {
    if (await canListen(port, host)) continue;
    const holder = holderOf(port) ?? 'a process of another user';
    throw new Failure(
      `port ${port} is taken by ${holder}: stop it, or choose another port with ${variable}=<port>.`,
      exitCodes.wrongUse,
    );
  }
}

function canListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES')
        reject(new Failure(`port ${port} needs more rights: choose one above 1023.`, exitCodes.wrongUse));
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Pid and command of the process that listens on a TCP port, as far as this user may see. @returns {string | null} */
export function holderOf(port) {
  return process.platform === 'linux' ? holderFromProc(port) : holderFromLsof(port);
}

function holderFromProc(port) {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port));
  const holder = listProcesses().find((entry) => inodes.some((inode) => holdsSocket(entry.pid, inode)));
  return holder ? `process ${holder.pid} (${commandLine(holder)})` : null;
}

function listeningInodes(table, port) {
  try {
    return readFileSync(table, 'utf8')
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter((fields) => fields[3] === LISTENING && Number.parseInt(fields[1].split(':')[1], 16) === port)
      .map((fields) => fields[9]);
  } catch {
    return [];
  }
}

function holderFromLsof(port) {
  try {
    const text = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { encoding: 'utf8' });
    const [, pid, command] = /p(\d+)\nc(.*)/.exec(text) ?? [];
    return pid ? `process ${pid} (${command})` : null;
  } catch {
    return null;
  }
}
