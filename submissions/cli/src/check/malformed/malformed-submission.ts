import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';

/** A submission that `check` must say something about, before it is started. */
export interface MalformedSubmission {
  /** What is wrong with it, in the words of the table in docs/submit/problems.md. */
  readonly title: string;
  /** Fields that differ from a sound manifest; undefined leaves one out. */
  readonly change?: Readonly<Record<string, unknown>>;
  /** The manifest as text, where no object is one. */
  readonly manifest?: string;
  /** Files beside it: content, or where a link leads to. */
  readonly files?: Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;
  /** Problems that must be found, in order: the field and a part of the message. */
  readonly expected: readonly (readonly [path: string, part: string])[];
}

/** A manifest in which nothing is wrong; `entry` names a file that {@link withMalformed} writes. */
const soundManifest = {
  schemaVersion: 1,
  name: 'mine',
  version: '1.0.0',
  title: 'Mine',
  task: 'enhanced-lenet5-traffic-sign',
  track: 'image',
  kind: 'tfjs-module',
  division: 'from-scratch',
  authors: ['A. Person'],
  source: '',
  licence: 'MIT',
  entry: 'main.js',
};

/** Writes the submission into a fresh folder for as long as `use` takes. */
export async function withMalformed<Result>(
  { change = {}, manifest, files = {} }: MalformedSubmission,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'malformed-'));
  try {
    const text = manifest ?? JSON.stringify({ ...soundManifest, ...change });
    const all: NonNullable<MalformedSubmission['files']> = {
      [manifestFileName]: text,
      'main.js': 'export default {};',
      ...files,
    };
    for (const [name, content] of Object.entries(all)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(path, content);
      else symlinkSync(content.link, path);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
