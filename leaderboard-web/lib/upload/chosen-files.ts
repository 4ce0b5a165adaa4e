import type { FolderFile } from './tar-archive';

/** What somebody dropped or chose: one archive as it is, or the files of a folder. */
export type Chosen = { kind: 'archive'; file: File } | { kind: 'folder'; name: string; files: FolderFile[] };

const archiveName = /\.(zip|tar|tar\.gz|tgz)$/i;
/** Installed packages and history are no part of what was written. */
const leftOut = new Set(['node_modules', '.git', '__pycache__', '.venv']);

function isLeftOut(path: string): boolean {
  return path.split('/').some((part) => leftOut.has(part));
}

/** Of `<input type="file">`, with or without `webkitdirectory`. @returns null: neither an archive nor a folder */
export function chosenOf(files: readonly File[]): Chosen | null {
  const [first] = files;
  if (!first) return null;
  if (files.length === 1 && !first.webkitRelativePath)
    return archiveName.test(first.name) ? { kind: 'archive', file: first } : null;
  if (!first.webkitRelativePath) return null;
  const belowFolder = (path: string): string => path.slice(path.indexOf('/') + 1);
  const inside = files.map((content) => ({ path: belowFolder(content.webkitRelativePath), content }));
  return {
    kind: 'folder',
    name: first.webkitRelativePath.split('/')[0]!,
    files: inside.filter(({ path }) => !isLeftOut(path)),
  };
}

/** A directory is read in pieces, until an empty one. */
function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  return new Promise((resolve, reject) => {
    const more = (): void =>
      reader.readEntries((entries) => {
        if (entries.length === 0) return resolve(all);
        all.push(...entries);
        more();
      }, reject);
    more();
  });
}

async function filesBelow(entry: FileSystemEntry, path: string): Promise<FolderFile[]> {
  if (isLeftOut(path)) return [];
  if (entry.isFile) {
    const content = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path, content }];
  }
  const entries = await children(entry as FileSystemDirectoryEntry);
  const below = await Promise.all(
    entries.map((child) => filesBelow(child, path ? `${path}/${child.name}` : child.name)),
  );
  return below.flat();
}

/** Of a drop. @returns null: neither an archive nor one folder */
export async function droppedOf(transfer: DataTransfer): Promise<Chosen | null> {
  // Entries must be taken before the first await: the list is emptied when the event ends.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = [...transfer.files];
  const [only] = entries;
  if (entries.length === 1 && only?.isDirectory)
    return { kind: 'folder', name: only.name, files: await filesBelow(only, '') };
  return chosenOf(files);
}

/** FNV-1a over names, sizes and times of change: the same choice again has the same, without reading a byte of it. */
export function fingerprintOf(chosen: Chosen): string {
  const files = chosen.kind === 'archive' ? [{ path: chosen.file.name, content: chosen.file }] : chosen.files;
  const lines = files.map(({ path, content }) => `${path} ${content.size} ${(content as File).lastModified}`).sort();
  let hash = 0x811c9dc5;
  for (const character of lines.join('\n')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return `${lines.length} ${(hash >>> 0).toString(16)}`;
}
