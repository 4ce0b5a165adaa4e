import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * @typedef {{pid: number, parent: number, group: number, session: number, startedAt: string, command: string}} ProcessEntry
 * `startedAt` together with `pid` names one process for ever: pids are used again. Its unit is the system's own.
 */

/** All processes that can be seen, zombies left out. @returns {ProcessEntry[]} */
export function listProcesses() {
  return process.platform === 'linux' ? listFromProc() : listFromPs();
}

function listFromProc() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => readStat(Number(pid))).filter((entry) => entry !== null);
}

/** See proc(5); the command name stands in brackets and may itself hold brackets and spaces. */
function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return {
      pid,
      parent: Number(fields[1]),
      group: Number(fields[2]),
      session: Number(fields[3]),
      startedAt: fields[19],
      command: text.slice(text.indexOf('(') + 1, end),
    };
  } catch {
    return null;
  }
}

/** Where there is no /proc. Sessions are not shown as numbers there; the group is the nearest thing. */
function listFromPs() {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart=,comm='], { encoding: 'utf8' });
  const line = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/;
  return text.split('\n').flatMap((row) => {
    const found = line.exec(row);
    if (!found || found[4].startsWith('Z')) return [];
    const [pid, parent, group] = found.slice(1, 4).map(Number);
    return [{ pid, parent, group, session: group, startedAt: found[5], command: found[6] }];
  });
}

/** @returns {ProcessEntry | undefined} */
export function processEntry(pid) {
  return listProcesses().find((entry) => entry.pid === pid);
}

/** All children, grandchildren and so on. @returns {ProcessEntry[]} */
export function descendantsOf(pid, processes = listProcesses()) {
  const children = processes.filter((entry) => entry.parent === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, processes)]);
}

/** Ends every descendant at once. */
export function killDescendants(pid) {
  for (const entry of descendantsOf(pid)) sendSignal(entry.pid, 'SIGKILL');
}

/** @returns {boolean} false when there is no such process, or it is somebody else's */
export function sendSignal(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** The whole command line, for a message; the short name where it cannot be read. */
export function commandLine(entry) {
  try {
    const text = readFileSync(`/proc/${entry.pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return text === '' ? entry.command : text;
  } catch {
    return entry.command;
  }
}

/** Whether a process was started with `name=value` in its environment. Only Linux shows it; false elsewhere. */
export function hasVariable(pid, name, value) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${name}=${value}`);
  } catch {
    return false;
  }
}

/** Whether a process holds the socket with this inode. */
export function holdsSocket(pid, inode) {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((descriptor) => {
      try {
        return readlinkSync(`${folder}/${descriptor}`) === `socket:[${inode}]`;
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}
