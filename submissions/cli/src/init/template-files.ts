import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateFile } from './template.js';

const templatesFolder = fileURLToPath(new URL('../../templates', import.meta.url));

/**
 * The text files of a folder below `templates`, with placeholders replaced.
 * @param folder such as `tfjs-module/episode`
 * @param replacements what stands in a file → what is written
 */
export function templateFiles(folder: string, replacements: Readonly<Record<string, string>> = {}): TemplateFile[] {
  const root = join(templatesFolder, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = Object.entries(replacements).reduce(
        (replaced, [placeholder, value]) => replaced.replaceAll(placeholder, value),
        readFileSync(file, 'utf8'),
      );
      return { path: file.slice(root.length + 1), content: text };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
