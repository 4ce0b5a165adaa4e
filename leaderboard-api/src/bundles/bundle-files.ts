import type { StoredFile } from '../store/stored-file.js';

/** Where the files of submissions are kept, by content address. */
export abstract class BundleFiles {
  /** Keeps a bundle; where the same files are there already, they stay. @param folder is the store's from then on */
  abstract keep(digest: string, folder: string): Promise<void>;

  /** As .tar.gz, to be sent; null where the store has none. */
  abstract archive(digest: string): Promise<StoredFile | null>;

  /** Takes a bundle away; one that is not there is gone. */
  abstract remove(digest: string): Promise<void>;

  /** A folder of this machine with the bundle's files, to be read only; null where the store has none. */
  abstract folder(digest: string): Promise<string | null>;
}
