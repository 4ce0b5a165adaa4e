import { type ChildProcess, spawn } from 'node:child_process';

/**
 * A shell that outlives a measuring process which is killed without warning (`kill -9`): it reads a pipe that only the measuring process holds open.
 * The pipe's end without the word `done` means that nobody is left to clean up: everything of the submission is killed and removed.
 * First line: the process group. It ignores the polite signals that end a whole tree of processes: it is needed most then.
 */
const script = `
trap '' TERM INT HUP
IFS= read -r group
IFS= read -r word
[ "$word" = done ] && exit 0
procs=$1 freeze=$2 thawed=$3 marker=$4 work=$5
shift 5
attempt=0
while [ $attempt -lt 40 ]; do
  [ -n "$freeze" ] && echo "$thawed" > "$freeze"
  pids=
  [ -n "$procs" ] && pids=$(cat "$procs")
  pids="$pids $(grep -l -a -s -F -e "$marker" /proc/[0-9]*/environ | cut -d/ -f3)"
  [ -n "$group" ] && kill -9 -"$group"
  kill -9 $pids
  left=
  [ -n "$procs" ] && left=$(cat "$procs")
  [ -z "$left" ] && [ $attempt -gt 1 ] && break
  attempt=$((attempt + 1))
  sleep 0.05
done
rm -rf "$marker" "$work"
rmdir "$@"
`;

export interface GuardianJob {
  /** Folder of the wire's files: named in the submission's environment, removed at the end. */
  readonly wireFolder: string;
  readonly workFolder: string;
  readonly controlGroup: {
    readonly processesFile: string;
    readonly folders: readonly string[];
    readonly freezeFile: { readonly path: string; readonly thawed: string } | null;
  } | null;
}

export class Guardian {
  private readonly shell: ChildProcess;

  constructor({ wireFolder, workFolder, controlGroup }: GuardianJob) {
    const parameters = [
      controlGroup?.processesFile ?? '',
      controlGroup?.freezeFile?.path ?? '',
      controlGroup?.freezeFile?.thawed ?? '',
      wireFolder,
      workFolder,
      ...(controlGroup?.folders ?? []),
    ];
    this.shell = spawn('/bin/sh', ['-c', script, 'paretoboard-guardian', ...parameters], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
      // A session of its own: what ends the measuring process's group must not end its guardian.
      detached: true,
    });
    // A guardian that could not be started is missed only after a kill -9; writing to it must not end the run.
    this.shell.on('error', () => {});
    this.shell.stdin?.on('error', () => {});
  }

  watch(processGroup: number): void {
    this.shell.stdin?.write(`${processGroup}\n`);
  }

  /** Everything is cleaned up: nothing is left to guard. */
  dismiss(): void {
    this.shell.stdin?.end('done\n');
  }
}
