import { submitFormWords } from '../../messages/submit-form';
import type { Chosen } from './chosen-files';

const manifestName = 'paretoboard.json';
/** What the server asks of every submission, as far as a page can look. */
export interface UploadRules {
  readonly mostBytes: number;
  /** Fields that every manifest has; the server looks at the rest. */
  readonly requiredFields: readonly string[];
}

/** What can be seen before anything is sent. @returns null: nothing against it */
export async function manifestProblem(
  chosen: Chosen,
  { mostBytes, requiredFields }: UploadRules,
): Promise<string | null> {
  const say = submitFormWords();
  const bytes =
    chosen.kind === 'archive' ? chosen.file.size : chosen.files.reduce((sum, { content }) => sum + content.size, 0);
  if (bytes > mostBytes) return say.tooLarge(Math.ceil(bytes / 2 ** 20), Math.floor(mostBytes / 2 ** 20));
  if (chosen.kind === 'archive') return null;
  const manifest = chosen.files.find(({ path }) => path === manifestName);
  if (!manifest) return say.noManifest(manifestName, chosen.name);
  try {
    const read: unknown = JSON.parse(await manifest.content.text());
    if (typeof read !== 'object' || read === null) return say.noObject(manifestName);
    const missing = requiredFields.filter((field) => !(field in read));
    return missing.length === 0 ? null : say.lacks(manifestName, missing.join(', '));
  } catch (error) {
    return say.noJson(manifestName, error instanceof Error ? error.message : String(error));
  }
}
