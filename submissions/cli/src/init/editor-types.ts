import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateFile } from './template.js';

function folderOfTypes(module: string, from: string): string {
  const path = relative(from, dirname(fileURLToPath(import.meta.resolve(module))));
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * A `tsconfig.json` by which an editor finds the types of the SDK that this command brings. Running needs none: the entry is bundled by the harness. Paths
 * are relative, so that no name of this machine's user travels with a submission.
 */
export function editorTypes(folder: string): TemplateFile {
  const paths = {
    '@paretoboard/sdk/*.js': [`${folderOfTypes('@paretoboard/sdk/submission.js', folder)}/*.d.ts`],
    '@paretoboard/contract/*.js': [`${folderOfTypes('@paretoboard/contract/tensor.js', folder)}/*.d.ts`],
  };
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    paths,
  };
  return {
    path: 'tsconfig.json',
    content: `${JSON.stringify({ compilerOptions, include: ['*.ts'] }, null, 2)}\n`,
  };
}
