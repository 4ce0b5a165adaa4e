import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bubblewrapArguments } from './bubblewrap.js';
import { probeSandbox } from './probe.js';
import { rootMounts } from './root-mounts.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'paretoboard root ')));
const image = join(root, 'image');
const submission = join(root, 'submission');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(image, path)), { recursive: true });
  writeFileSync(join(image, path), text);
}

/** A root of a shell and what it is linked with. */
beforeAll(() => {
  const linked = execFileSync('ldd', ['/bin/sh'], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  for (const path of ['/bin/sh', ...linked]) {
    mkdirSync(dirname(join(image, path)), { recursive: true });
    cpSync(realpathSync(path), join(image, path));
  }
  put('/etc/word', 'from the image');
  put('/tmp/hidden', 'hidden');
  put(`${submission}/hidden`, 'hidden');
  put(`${root}/beside`, 'beside');
  symlinkSync('/etc/word', join(image, 'link'));
  mkdirSync(submission);
  writeFileSync(join(submission, 'own'), 'of the submission');
});

function inside(script: string): { status: number | null; stdout: string; stderr: string } {
  const parameters = bubblewrapArguments({
    workFolder: join(root, 'work'),
    readOnlyPaths: [submission],
    writablePaths: [],
    wireFiles: [],
    environment: { PATH: '/bin' },
    temporaryBytes: 2 ** 20,
    seccompDescriptor: null,
    rootFolder: image,
    startFolder: submission,
  });
  return spawnSync('bwrap', [...parameters, 'sh', '-c', script], { encoding: 'utf8' });
}

const mayIsolate = probeSandbox('namespace').available;

it.runIf(mayIsolate)('an image is the whole root, and the submission lies in it where it lies outside', () => {
  const { stdout, stderr } = inside(
    'read a < /etc/word; read b < /link; read c < own; echo "$a, $b, $c"; echo /usr/bin/* /home/*',
  );
  expect(stderr).toBe('');
  expect(stdout).toBe('from the image, from the image, of the submission\n/usr/bin/* /home/*\n');
});

it.runIf(mayIsolate)('what the image has where something is mounted is hidden, what lies beside it is not', () => {
  const { stdout } = inside(`echo /tmp/*; echo *; read a < '${root}/beside'; echo $a`);
  const shownTemporary = root.startsWith('/tmp/') ? `/tmp/${root.split('/')[2]}` : '/tmp/*';
  expect(stdout).toBe(`${shownTemporary}\nown\n${root.startsWith('/tmp/') ? '' : 'beside'}\n`);
});

it.runIf(mayIsolate)('nothing of the image or the submission can be written', () => {
  for (const path of ['/etc/word', '/new', '/etc/new', 'own', 'new']) {
    const { status, stderr } = inside(`echo x > '${path}'`);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/Read-only file system|Permission denied/);
  }
});

it('a link of the image above a mount point gives way, and devices are not shown', () => {
  const odd = join(root, 'odd');
  mkdirSync(odd);
  symlinkSync('/etc', join(odd, 'data'));
  execFileSync('mkfifo', [join(odd, 'pipe')]);
  writeFileSync(join(odd, 'file'), '');
  expect(rootMounts(odd, ['/data/submission'])).toEqual(['--ro-bind', join(odd, 'file'), '/file']);
});
