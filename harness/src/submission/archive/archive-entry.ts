/** A file or a folder of an archive. Links, devices and whatever else an archive may hold never become one. */
export interface ArchiveEntry {
  /** As the archive names it; a folder's may end in a slash. Not yet checked. */
  readonly path: string;
  readonly type: 'file' | 'folder';
  /** As the archive declares it; the body holds exactly as many, or fails. */
  readonly bytes: number;
  /** To be read to its end before the next entry is asked for. @throws BundleError */
  readonly body: AsyncIterable<Uint8Array>;
}

/** The whole body of an entry without one. */
export async function* noBytes(): AsyncGenerator<Uint8Array> {}
