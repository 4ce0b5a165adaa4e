import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ContainerEngine, type ImageDescription, imageDescriptionSchema } from '@paretoboard/contract/image.js';
import { z } from 'zod';
import { cacheFolder } from '../places.js';
import { isAlive } from '../sandbox/is-alive.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { findContainerEngine } from './container-engine.js';
import { type ImageReference, imageReference } from './image-reference.js';
import { ImageContentError, unpackRoot } from './unpack-root.js';

/** An image, unpacked, and how a process is started in it. */
export interface Image {
  readonly description: ImageDescription;
  /** Its root file system, outside. */
  readonly rootFolder: string;
  /** What the image states for its processes, such as `PATH`. */
  readonly variables: Readonly<Record<string, string>>;
}

type ReadyEngine = Extract<ContainerEngine, { state: 'ready' }>;

/** Registries of the public, which images are fetched from unless an operator says otherwise. */
const publicRegistries = ['docker.io', 'ghcr.io', 'quay.io', 'public.ecr.aws', 'nvcr.io'];
const defaultMostGib = 20;

const settingsSchema = z.object({
  PARETOBOARD_IMAGE_REGISTRIES: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
    )
    .default(publicRegistries),
  PARETOBOARD_IMAGE_GIB: z.coerce.number().positive().default(defaultMostGib),
});

const inspectedSchema = z
  .array(
    z.object({
      Os: z.string(),
      Architecture: z.string(),
      RepoDigests: z.array(z.string()).nullish(),
      Digest: z.string().nullish(),
      Config: z.object({ Env: z.array(z.string()).nullish() }).nullish(),
    }),
  )
  .length(1)
  .transform(([image]) => image as NonNullable<typeof image>);
type Inspected = z.infer<typeof inspectedSchema>;

/** Beside an unpacked root, written before it gets its name. */
const imageFileSchema = z.object({
  schemaVersion: z.literal(1),
  description: imageDescriptionSchema.omit({ name: true }),
  variables: z.record(z.string(), z.string()),
});
const imageFileName = 'image.json';

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };
const pullMinutes = 60;
const keptCharacters = 2 ** 20;

export function imagesFolder(): string {
  return join(cacheFolder(), 'images');
}

function unavailable(reference: ImageReference, problem: string, remedy: string): SubmissionFailure {
  return new SubmissionFailure(
    'runtime-unavailable',
    `container image ${reference.whole} cannot be had on this machine: ${problem}`,
    remedy,
  );
}

const otherWays =
  'Name an environment of this machine instead (npx paretoboard doctor lists them), or send a program that needs nothing but its own folder.';

/** All of a stream; of a long one, as engines' messages may be, enough to see what it is. */
async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text = (text + chunk).slice(-keptCharacters);
  return text;
}

/** @returns what it printed, or null and its last words where it failed */
async function ask(
  engine: ReadyEngine,
  parameters: readonly string[],
): Promise<{ readonly output: string | null; readonly words: string }> {
  const child = spawn(engine.name, parameters, { stdio: ['ignore', 'pipe', 'pipe'], timeout: pullMinutes * 60_000 });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [output, words, status] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended]);
  return { output: status === 0 ? output : null, words: words.trim() };
}

async function inspect(engine: ReadyEngine, reference: ImageReference): Promise<Inspected | null> {
  const { output } = await ask(engine, ['image', 'inspect', reference.whole]);
  return output === null ? null : inspectedSchema.parse(JSON.parse(output));
}

/** In the engine's store already, or fetched from a registry that the operator allows. */
async function inspectOrPull(
  engine: ReadyEngine,
  reference: ImageReference,
  onLine: (line: string) => void,
): Promise<Inspected> {
  const present = await inspect(engine, reference);
  if (present) return present;
  const allowed = settingsSchema.parse(process.env).PARETOBOARD_IMAGE_REGISTRIES;
  if (!allowed.includes(reference.registry))
    throw unavailable(
      reference,
      `${engine.name} does not have it, and images are not fetched from ${reference.registry}`,
      `Use an image of ${allowed.join(', ') || 'the engine’s own store'}; an operator allows others by PARETOBOARD_IMAGE_REGISTRIES.`,
    );
  onLine(`fetching ${reference.whole} with ${engine.name}`);
  const { output, words } = await ask(engine, ['pull', '--quiet', reference.whole]);
  const pulled = output === null ? null : await inspect(engine, reference);
  if (pulled) return pulled;
  throw unavailable(reference, `${engine.name} could not fetch it: ${words}`, 'Check the name and the digest.');
}

function checkPlatform(reference: ImageReference, { Os, Architecture }: Inspected): void {
  const wanted = `linux/${architectures[process.arch] ?? process.arch}`;
  if (`${Os}/${Architecture}` === wanted) return;
  throw unavailable(
    reference,
    `it is for ${Os}/${Architecture}, this machine is ${wanted}`,
    `Name the digest of the image for ${wanted}, not that of another platform.`,
  );
}

/** Engines find an image by digest; what they found must say that digest itself. */
function checkDigest(reference: ImageReference, { RepoDigests, Digest }: Inspected): void {
  const digests = [...(RepoDigests ?? []).map((named) => named.split('@')[1]), Digest];
  if (digests.includes(`sha256:${reference.digest}`)) return;
  throw unavailable(
    reference,
    `the engine gave another one: ${digests.join(', ')}`,
    'Name the image by the digest of its manifest.',
  );
}

/** Scratch and temporary folders are the sandbox's own, and so is all that we say to a process. */
function variablesOf({ Config }: Inspected): Record<string, string> {
  const pairs = (Config?.Env ?? []).map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]);
  const isOurs = (name: string): boolean => ['HOME', 'TMPDIR'].includes(name) || name.startsWith('PARETOBOARD_');
  return Object.fromEntries(pairs.filter(([name = '']) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isOurs(name)));
}

/** Through `cat`: podman opens its standard output by path, which Node's, a socket, does not allow. The engine's own exit status comes on descriptor 3. */
const exportScript = '{ "$0" export "$1"; echo $? >&3; } | cat';

/** A container is made to be exported, and never started. */
async function exportRoot(engine: ReadyEngine, reference: ImageReference, folder: string): Promise<void> {
  const made = await ask(engine, ['create', '--network', 'none', reference.whole, '/never-started']);
  const container = made.output?.trim().split('\n').at(-1);
  if (!container) throw new ImageContentError(`${engine.name} could not open it: ${made.words}`);
  try {
    const { PARETOBOARD_IMAGE_GIB } = settingsSchema.parse(process.env);
    const exported = spawn('/bin/sh', ['-c', exportScript, engine.name, container], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const words = textOf(exported.stderr as Readable);
    const status = textOf(exported.stdio[3] as Readable);
    await unpackRoot(exported.stdout as Readable, folder, PARETOBOARD_IMAGE_GIB * 2 ** 30);
    if ((await status).trim() !== '0')
      throw new ImageContentError(`${engine.name} broke off its export: ${await words}`);
  } finally {
    await ask(engine, ['rm', container]);
  }
}

const unpackingPrefix = '.unpacking-';

/** What an unpacking left that was killed. */
function sweep(): void {
  for (const name of readdirSync(imagesFolder())) {
    const owner = name.startsWith(unpackingPrefix) ? Number(name.slice(unpackingPrefix.length).split('-')[0]) : null;
    if (owner !== null && !isAlive(owner)) rmSync(join(imagesFolder(), name), { recursive: true, force: true });
  }
}

async function unpack(engine: ReadyEngine, reference: ImageReference, inspected: Inspected): Promise<void> {
  mkdirSync(imagesFolder(), { recursive: true });
  sweep();
  const folder = join(imagesFolder(), `${unpackingPrefix}${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(folder);
    await exportRoot(engine, reference, join(folder, 'root'));
    const file: z.input<typeof imageFileSchema> = {
      schemaVersion: 1,
      description: {
        digest: reference.digest,
        platform: `${inspected.Os}/${inspected.Architecture}`,
        engine: { name: engine.name, version: engine.version },
      },
      variables: variablesOf(inspected),
    };
    writeFileSync(join(folder, imageFileName), JSON.stringify(file));
    // Somebody else may have unpacked the same digest meanwhile: then theirs stays.
    if (!existsSync(join(imagesFolder(), reference.digest))) renameSync(folder, join(imagesFolder(), reference.digest));
  } catch (error) {
    if (!(error instanceof ImageContentError)) throw error;
    throw unavailable(reference, error.message, otherWays);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns null where the image was not unpacked yet */
function unpacked(reference: ImageReference): Image | null {
  const folder = join(imagesFolder(), reference.digest);
  const path = join(folder, imageFileName);
  if (!existsSync(path)) return null;
  const { description, variables } = imageFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { description: { name: reference.name, ...description }, rootFolder: join(folder, 'root'), variables };
}

/**
 * An image by the digest that a manifest gives: unpacked once, kept in the cache. The engine fetches and checks it; the sandbox of every other submission
 * runs what is in it.
 * @param text as `submissionManifestSchema` lets it through
 * @param onLine hears of what takes long
 * @throws SubmissionFailure runtime-unavailable: no engine, not to be had, another platform, or not to be unpacked
 */
export async function openImage(text: string, onLine: (line: string) => void = () => {}): Promise<Image> {
  const reference = imageReference(text);
  const known = unpacked(reference);
  if (known) return known;
  const engine = findContainerEngine();
  if (engine.state !== 'ready') throw unavailable(reference, engine.reason, otherWays);
  const inspected = await inspectOrPull(engine, reference, onLine);
  checkPlatform(reference, inspected);
  checkDigest(reference, inspected);
  onLine(`unpacking ${reference.whole}`);
  await unpack(engine, reference, inspected);
  const image = unpacked(reference);
  if (!image) throw unavailable(reference, 'it is gone from the cache', 'Try again.');
  return image;
}
