import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';
import { type Problem, problem, shown } from './problem.js';

export type RawManifest = Readonly<Record<string, unknown>>;

const largestManifestBytes = 256 * 1024;

/** Where the parser stopped; its words differ from version to version. */
function placeOf(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '');
  if (!position) return 'an end before all that was opened is closed';
  const lines = text.slice(0, Number(position[1])).split('\n');
  return `a mistake at line ${lines.length} column ${lines.at(-1)!.length + 1}`;
}

/** The manifest as it is written, or why it cannot be read. */
export function readRawManifest(folder: string): { manifest: RawManifest | null; problems: Problem[] } {
  const file = join(folder, manifestFileName);
  const stop = (expected: string, found: string, remedy: string) => ({
    manifest: null,
    problems: [problem(manifestFileName, expected, found, remedy)],
  });
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile())
    return stop(
      'a file in the root of the folder',
      found ? 'no plain file' : 'nothing there',
      'npx paretoboard init makes one.',
    );
  if (found.size > largestManifestBytes)
    return stop(
      `at most ${largestManifestBytes} bytes`,
      String(found.size),
      'Keep data and notes in files of their own.',
    );
  const text = readFileSync(file, 'utf8');
  if (text.startsWith('\uFEFF'))
    return stop('UTF-8 text', 'a byte order mark in front of it', 'Save the file as UTF-8 without a byte order mark.');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { manifest: value as RawManifest, problems: [] };
    return stop(
      'a JSON object',
      shown(value),
      'Write {"schemaVersion": 1, "name": …}: npx paretoboard init makes one.',
    );
  } catch (error) {
    return stop(
      'JSON',
      placeOf(text, error),
      'Correct the place that is named: a comma too many or too few, a quote, a comment.',
    );
  }
}
