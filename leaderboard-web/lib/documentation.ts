import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** A page of `docs/`. */
export interface DocumentEntry {
  /** Below `docs/`, without `.md`: `submit/onnx`. */
  readonly path: string;
  readonly title: string;
}

/** The server's working folder is this package; the texts are the same files that the repository shows. */
const folder = join(process.cwd(), '..', 'docs');

/** Its first heading. */
export function titleOf(text: string, path: string): string {
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '').trim() ?? path;
}

async function listPaths(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -3))
    .sort();
}

function read(path: string): Promise<string> {
  return readFile(join(folder, `${path}.md`), 'utf8');
}

/** Every page, by path. */
export async function listDocuments(): Promise<DocumentEntry[]> {
  const paths = await listPaths();
  return Promise.all(paths.map(async (path) => ({ path, title: titleOf(await read(path), path) })));
}

/** The text of a page that there is; null for anything else: no path of a reader is opened as it is. */
export async function readDocument(path: string): Promise<string | null> {
  return (await listPaths()).includes(path) ? read(path) : null;
}

/**
 * Where a link in a page of `docs/` leads on the site: to another page of it, outwards, or nowhere, as a link to a file of the repository does.
 * @param from path of the page, `submit/onnx`
 */
export function documentHref(from: string, href: string): string | null {
  if (/^(https?:|#)/.test(href)) return href;
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return null;
  const [target = '', fragment] = href.split('#');
  const path = posix.normalize(posix.join(posix.dirname(from), target));
  if (path.startsWith('..') || !path.endsWith('.md')) return null;
  return `/docs/${path.slice(0, -3)}${fragment === undefined ? '' : `#${fragment}`}`;
}
