import type { BundleLimits } from '@paretoboard/contract/submission.js';
import { BundleError } from './bundle-error.js';
import { quoted, unreadable } from './quoted.js';

/** What Windows keeps for itself, with any suffix, and characters that no name there has. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$|[<>:"|?*]|[. ]$/i;

/** Equal for names that some file system takes for the same: NTFS and APFS fold case, APFS and HFS+ normalise. */
function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function checkName(name: string, path: string, limits: BundleLimits): void {
  if (name === '..') throw new BundleError('parent-step', `${quoted(path)} has a step to a parent folder`);
  if (name === '' || name === '.') throw new BundleError('invalid-name', `${quoted(path)} has an empty part`);
  if (Buffer.byteLength(name) > limits.nameBytes) {
    const found = Buffer.byteLength(name);
    throw new BundleError(
      'path-too-long',
      `a name of ${quoted(path)} has ${found} bytes; the limit is ${limits.nameBytes}`,
    );
  }
  if (reserved.test(name)) throw new BundleError('reserved-name', `${quoted(name)} in ${quoted(path)}`);
}

/** Names of a path, outermost first. @throws BundleError for a path that must not be written, or cannot be everywhere */
function partsOf(path: string, limits: BundleLimits): string[] {
  if (unreadable.test(path)) throw new BundleError('control-character', `${quoted(path)} cannot be shown`);
  if (path.includes('\\')) throw new BundleError('backslash', `${quoted(path)} has a backslash`);
  if (path.startsWith('/') || /^[a-z]:/i.test(path))
    throw new BundleError('absolute-path', `${quoted(path)} is absolute`);
  if (Buffer.byteLength(path) > limits.pathBytes) {
    const found = Buffer.byteLength(path);
    throw new BundleError('path-too-long', `${quoted(path)} has ${found} bytes; the limit is ${limits.pathBytes}`);
  }
  const parts = path.split('/');
  if (parts.length - 1 > limits.folders) {
    throw new BundleError(
      'path-too-deep',
      `${quoted(path)} lies in ${parts.length - 1} folders; the limit is ${limits.folders}`,
    );
  }
  for (const name of parts) checkName(name, path, limits);
  return parts;
}

/** Every path of a bundle so far: each can be written beside the others, on any file system. */
export class BundlePaths {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();
  /** Spelling of each folded path. */
  private readonly spellings = new Map<string, string>();

  constructor(private readonly limits: BundleLimits) {}

  /**
   * Takes an entry's path. "./" before it, and "/" after a folder's, are dropped.
   * @returns null for the root itself
   * @throws BundleError
   */
  add(given: string, type: 'file' | 'folder'): string | null {
    const path = given.replace(/^(?:\.\/)+/, '').replace(type === 'folder' ? /\/$/ : /$^/, '');
    if (type === 'folder' && (path === '' || path === '.')) return null;
    const parts = partsOf(path, this.limits);
    const ancestors = parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('/'));
    for (const folder of ancestors) this.addFolder(folder);
    if (type === 'folder') this.addFolder(path);
    else this.addFile(path);
    return path;
  }

  private addFile(path: string): void {
    if (this.files.has(path)) throw new BundleError('duplicate-entry', `${quoted(path)} is there twice`);
    if (this.folders.has(path)) throw new BundleError('duplicate-entry', `${quoted(path)} is a file and a folder`);
    this.spell(path);
    this.files.add(path);
  }

  private addFolder(path: string): void {
    if (this.folders.has(path)) return;
    if (this.files.has(path)) throw new BundleError('duplicate-entry', `${quoted(path)} is a file and a folder`);
    this.spell(path);
    this.folders.add(path);
  }

  private spell(path: string): void {
    const key = folded(path);
    const other = this.spellings.get(key);
    if (other !== undefined) {
      throw new BundleError(
        'name-collision',
        `${quoted(path)} and ${quoted(other)} differ only in case or in how a letter is written`,
      );
    }
    this.spellings.set(key, path);
  }
}
