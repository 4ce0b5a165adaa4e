import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemMounts } from '../sandbox/bubblewrap.js';
import { killGroup } from '../sandbox/kill-group.js';

/** What an engine exported could not be unpacked; the message says why. */
export class ImageContentError extends Error {
  override readonly name = 'ImageContentError';
}

const inside = '/image';
const keptWords = 2_000;

/**
 * `tar` in a sandbox of its own, without network and capabilities, that may write that one folder: no name and no link in a hostile image leads out of it, and
 * device files cannot be made. Owners and set-user-id bits are left behind.
 */
function unpackArguments(folder: string): string[] {
  const sandbox = ['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'];
  const mounts = [...systemMounts(), '--proc', '/proc', '--dev', '/dev', '--bind', folder, inside];
  const tar = ['tar', '-x', '--no-same-owner', '--no-same-permissions', '--exclude=dev/*', '--exclude=./dev/*'];
  return [...sandbox, ...mounts, '--chdir', inside, '--clearenv', '--setenv', 'PATH', '/usr/bin:/bin', '--', ...tar];
}

function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(new ImageContentError(`the image unpacks to more than ${bytes} bytes`));
      else done(null, chunk);
    },
  });
}

/**
 * Unpacks a tar archive of a root file system into `folder`.
 * @throws ImageContentError for device files, an archive that is none, or one larger than `mostBytes`
 */
export async function unpackRoot(archive: Readable, folder: string, mostBytes: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // A process group of its own: killed alone and early, `bwrap` leaves a child behind that waits for it for ever.
  const tar = spawn('bwrap', unpackArguments(folder), { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
  let words = '';
  tar.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-keptWords);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', resolve);
  });
  const fed = pipeline(archive, atMost(mostBytes), tar.stdin).catch((error: unknown) => {
    killGroup(tar.pid, 'SIGKILL');
    return error;
  });
  const [status, error] = await Promise.all([ended, fed]);
  if (error instanceof ImageContentError) throw error;
  if (status !== 0)
    throw new ImageContentError(`the image could not be unpacked: ${words.trim() || 'no reason given'}`);
}
