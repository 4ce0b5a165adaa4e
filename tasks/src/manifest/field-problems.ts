import { manifestFields } from '@paretoboard/contract/manifest-fields.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { closest } from '@paretoboard/harness/closest.js';
import type { z } from 'zod';
import { type Problem, problem, shown } from './problem.js';
import type { RawManifest } from './read-manifest.js';

const fields = Object.keys(submissionManifestSchema.shape);

/** What a field of this name must hold where the schema's own word is too general. */
const expectations: Readonly<Record<string, string>> = {
  name: 'lower-case words joined by hyphens, at most 80 characters',
  version: 'a version such as 1.0.0',
  title: '1 to 120 characters',
  authors: 'a list of at least one name',
  schemaVersion: '1',
};

/** A good value for each field, so that a bad one does not hide what is wrong between the others. */
const sound: RawManifest = {
  schemaVersion: 1,
  name: 'name',
  version: '1.0.0',
  title: 'Title',
  task: 'task',
  track: 'track',
  authors: ['A'],
  source: '',
  licence: '',
};

function valueAt(manifest: RawManifest, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as RawManifest)[String(key)] : undefined),
    manifest,
  );
}

function expectedBy(issue: z.core.$ZodIssue): string {
  const [field] = issue.path;
  const known = issue.path.length === 1 ? expectations[String(field)] : undefined;
  if (known !== undefined) return known;
  if (issue.code === 'invalid_value') return issue.values.map((value) => String(value)).join(' or ');
  if (issue.code === 'invalid_type') return `${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  return issue.message.replace(/^expected /, '');
}

function meaningOf(path: readonly PropertyKey[]): string {
  const meaning = (manifestFields as Readonly<Record<string, string>>)[String(path[0])];
  return meaning === undefined ? 'Correct this field.' : `\`${String(path[0])}\`: ${meaning}.`;
}

function problemOf(issue: z.core.$ZodIssue, manifest: RawManifest): Problem {
  const path = issue.path.map(String).join('.');
  const value = valueAt(manifest, issue.path);
  // What fields contradict each other in says so in full; what a single value is not, says what was expected alone.
  if (issue.code === 'custom' && !issue.message.startsWith('expected '))
    return { path, message: issue.message, remedy: meaningOf(issue.path) };
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const near = typeof value === 'string' ? closest(value, options) : undefined;
  const hint = near === undefined ? '' : `Did you mean "${near}"? `;
  return problem(path, expectedBy(issue), shown(value), `${hint}${meaningOf(issue.path)}`);
}

function unknownFields(manifest: RawManifest): Problem[] {
  const found = Object.keys(manifest).filter((field) => !fields.includes(field));
  return found.map((field) => {
    const near = closest(field, fields);
    const hint = near === undefined ? `Fields are ${fields.join(', ')}.` : `Did you mean "${near}"?`;
    return { path: field, message: `unknown field "${field}"`, remedy: `${hint} It would be passed over in silence.` };
  });
}

/** What fields contradict each other in, whatever else is wrong: the schema says so only of a manifest whose fields are sound. */
function contradictions(manifest: RawManifest, wrong: ReadonlySet<string>): z.core.$ZodIssue[] {
  if (wrong.has('kind') || wrong.has('division')) return [];
  const patched = Object.fromEntries(
    [...fields].map((field) => [field, wrong.has(field) ? sound[field] : manifest[field]]),
  );
  const issues = submissionManifestSchema.safeParse(patched).error?.issues ?? [];
  return issues.filter((issue) => issue.code === 'custom' && !wrong.has(String(issue.path[0])));
}

/** Everything that is wrong with the fields of a manifest, not the first thing alone. */
export function fieldProblems(manifest: RawManifest): Problem[] {
  const issues = submissionManifestSchema.safeParse(manifest).error?.issues ?? [];
  const wrong = new Set(issues.map((issue) => String(issue.path[0])));
  const isSound = issues.every((issue) => issue.code === 'custom');
  const all = isSound ? issues : [...issues, ...contradictions(manifest, wrong)];
  return [...unknownFields(manifest), ...all.map((issue) => problemOf(issue, manifest))];
}
