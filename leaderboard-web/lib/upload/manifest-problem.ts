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
  const bytes =
    chosen.kind === 'archive' ? chosen.file.size : chosen.files.reduce((sum, { content }) => sum + content.size, 0);
  if (bytes > mostBytes)
    return `It has ${Math.ceil(bytes / 2 ** 20)} MiB; a submission may have ${Math.floor(mostBytes / 2 ** 20)} MiB.`;
  if (chosen.kind === 'archive') return null;
  const manifest = chosen.files.find(({ path }) => path === manifestName);
  if (!manifest) return `There is no ${manifestName} at the top of the folder “${chosen.name}”.`;
  try {
    const read: unknown = JSON.parse(await manifest.content.text());
    if (typeof read !== 'object' || read === null) return `${manifestName} is no JSON object.`;
    const missing = requiredFields.filter((field) => !(field in read));
    return missing.length === 0 ? null : `${manifestName} lacks ${missing.join(', ')}.`;
  } catch (error) {
    return `${manifestName} is no JSON: ${error instanceof Error ? error.message : error}`;
  }
}
