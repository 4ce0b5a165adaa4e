import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSubmission } from '../submission/read-submission.js';
import { imagesFolder, openImage } from './open-image.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard images '));
const digest = 'a'.repeat(64);
const image = `registry.example/boxed@sha256:${digest}`;
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => vi.stubEnv('PARETOBOARD_CACHE', mkdtempSync(join(root, 'cache '))));
afterEach(() => vi.unstubAllEnvs());

/** Puts a program `docker` first in the path. */
function startable(folder: string, script: string): void {
  writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'docker'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
}

const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

interface Answers {
  readonly inspect?: object;
  readonly export?: string;
  readonly create?: string;
}

/** An engine that says what engines say when something is amiss, which a real one cannot be asked to. */
function engineThatSays(answers: Answers): void {
  const folder = mkdtempSync(join(root, 'engine '));
  const { inspect = { Os: 'linux', Architecture: architecture, RepoDigests: [image] } } = answers;
  writeFileSync(join(folder, 'inspected.json'), JSON.stringify([inspect]));
  startable(
    folder,
    `case "$1" in
version) echo 1.0 ;;
image) cat '${folder}/inspected.json' ;;
create) ${answers.create ?? 'echo container'} ;;
export) ${answers.export ?? 'exit 1'} ;;
esac`,
  );
}

const refused = (message: string) => ({ code: 'runtime-unavailable', message: expect.stringContaining(message) });

it('an image is refused by a typed reason where no engine is, and never is its command run without it', async () => {
  vi.stubEnv('PATH', root);
  const folder = join(root, 'submission');
  mkdirSync(folder);
  const manifest = {
    schemaVersion: 1,
    name: 'boxed',
    version: '1.0.0',
    title: 'Boxed',
    task: 'none',
    track: 'all',
    kind: 'process',
    division: 'from-scratch',
    authors: ['test'],
    source: '',
    licence: '',
    command: ['./run'],
    image,
  };
  const read = (change: object) => {
    writeFileSync(join(folder, 'paretoboard.json'), JSON.stringify({ ...manifest, ...change }));
    return readSubmission(folder, join(root, 'bundle'));
  };
  await expect(read({})).rejects.toMatchObject({
    ...refused('no container engine is installed'),
    remedy: expect.stringContaining('environment'),
  });
  const noDigest = ['boxed:latest', 'boxed', `boxed@sha256:${'a'.repeat(63)}`, `-v/:/x@sha256:${digest}`];
  for (const wrong of noDigest)
    await expect(read({ image: wrong })).rejects.toMatchObject({ code: 'manifest-invalid' });
  for (const wrong of [{ environment: 'numpy' }, { protocol: 'open-inference', port: 8000 }])
    await expect(read(wrong)).rejects.toMatchObject({ code: 'manifest-invalid' });
});

describe('an engine’s answer', () => {
  it('of another platform is refused', async () => {
    engineThatSays({ inspect: { Os: 'linux', Architecture: 's390x', RepoDigests: [image] } });
    await expect(openImage(image)).rejects.toMatchObject(refused('linux/s390x'));
  });

  it('of another digest is refused', async () => {
    const other = image.replaceAll('a'.repeat(64), 'b'.repeat(64));
    engineThatSays({ inspect: { Os: 'linux', Architecture: architecture, RepoDigests: [other] } });
    await expect(openImage(image)).rejects.toMatchObject(refused('the engine gave another one'));
  });

  it('that breaks off leaves nothing behind', async () => {
    engineThatSays({ export: 'head -c 5000 /dev/zero; echo no space left >&2; exit 125' });
    await expect(openImage(image)).rejects.toMatchObject(refused('container image'));
    expect(readdirSync(imagesFolder())).toEqual([]);
  });

  it('that is larger than the operator allows is refused', async () => {
    vi.stubEnv('PARETOBOARD_IMAGE_GIB', '0.001');
    writeFileSync(join(root, 'large'), Buffer.alloc(2 ** 21));
    engineThatSays({ export: `tar -c -C '${root}' large` });
    await expect(openImage(image)).rejects.toMatchObject(refused('unpacks to more than'));
    expect(readdirSync(imagesFolder())).toEqual([]);
  });
});

it('images are fetched only from registries that the operator allows', async () => {
  const folder = mkdtempSync(join(root, 'engine '));
  const asked = join(folder, 'asked');
  startable(folder, `echo "$@" >> '${asked}'\n[ "$1" = version ] && echo 1.0 && exit\nexit 1`);
  await expect(openImage(image)).rejects.toMatchObject(refused('not fetched from registry.example'));
  expect(readFileSync(asked, 'utf8')).not.toContain('pull');
  vi.stubEnv('PARETOBOARD_IMAGE_REGISTRIES', 'registry.example');
  await expect(openImage(image)).rejects.toMatchObject(refused('docker could not fetch it'));
  expect(readFileSync(asked, 'utf8')).toContain(`pull --quiet ${image}`);
  expect(existsSync(imagesFolder())).toBe(false);
});
