import { type FileHandle, open } from 'node:fs/promises';

/** A file as `tus-js-client` reads one, chunk by chunk: the library's own leaves a stream open where a request is refused before it is sent. */
export class FileSource {
  private constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  static async open(path: string): Promise<FileSource> {
    const file = await open(path);
    return new FileSource(file, (await file.stat()).size);
  }

  /** Bytes from `start` until before `end`, or the end of the file. `size` of them becomes the length of the request. */
  async slice(start: number, end: number): Promise<{ value: Buffer & { size: number }; done: boolean }> {
    const until = Math.min(end, this.size);
    const bytes = Buffer.alloc(Math.max(0, until - start));
    const { bytesRead } = await this.file.read(bytes, 0, bytes.length, start);
    if (bytesRead < bytes.length) throw new Error(`the bundle has become shorter while it was sent`);
    return { value: Object.assign(bytes, { size: bytes.length }), done: until >= this.size };
  }

  /** By the library, as often as it likes; the file stays open until {@link release}. */
  close(): void {}

  release(): Promise<void> {
    return this.file.close();
  }
}
