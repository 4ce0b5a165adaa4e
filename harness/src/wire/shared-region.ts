import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A file in tmpfs that two processes see. All offsets and lengths in bytes, bounds-checked. */
export interface SharedRegion {
  readonly bytes: number;
  write(offset: number, data: Uint8Array): void;
  /** Fills `target`, a copy: the writer may change the region under the reader. */
  readInto(target: Uint8Array, offset: number): void;
  close(): void;
}

type Access = 'read' | 'write';

interface MemoryMap {
  map(file: number, bytes: number, access: Access): Uint8Array;
}

let memoryMap: MemoryMap | null | undefined;

/** `mmap` through a prebuilt foreign-function library; null where it cannot be loaded: file reads and writes then do the same, slower. */
function loadMemoryMap(): MemoryMap | null {
  if (memoryMap !== undefined) return memoryMap;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const libc = koffi.load(process.platform === 'darwin' ? 'libc.dylib' : 'libc.so.6');
    const mmap = libc.func('void *mmap(void *addr, size_t length, int prot, int flags, int fd, int64_t offset)');
    const [protRead, protWrite, mapShared] = [1, 2, 1];
    memoryMap = {
      map: (file, bytes, access) => {
        const address = mmap(null, bytes, access === 'write' ? protRead | protWrite : protRead, mapShared, file, 0);
        return new Uint8Array(koffi.view(address, bytes));
      },
    };
  } catch {
    memoryMap = null;
  }
  return memoryMap;
}

function checkBounds(region: SharedRegion, offset: number, length: number): void {
  if (
    !Number.isSafeInteger(offset) ||
    !Number.isSafeInteger(length) ||
    offset < 0 ||
    length < 0 ||
    offset + length > region.bytes
  ) {
    throw new RangeError(`bytes ${offset} to ${offset + length} of a shared region of ${region.bytes}`);
  }
}

class MappedRegion implements SharedRegion {
  readonly bytes: number;

  constructor(private view: Uint8Array) {
    this.bytes = view.byteLength;
  }

  write(offset: number, data: Uint8Array): void {
    checkBounds(this, offset, data.byteLength);
    this.view.set(data, offset);
  }

  readInto(target: Uint8Array, offset: number): void {
    checkBounds(this, offset, target.byteLength);
    target.set(this.view.subarray(offset, offset + target.byteLength));
  }

  close(): void {
    // The mapping lives as long as views of it do: unmapping under a view would crash the process.
    this.view = new Uint8Array(0);
  }
}

class FileRegion implements SharedRegion {
  constructor(
    private readonly file: number,
    readonly bytes: number,
  ) {}

  write(offset: number, data: Uint8Array): void {
    checkBounds(this, offset, data.byteLength);
    for (let done = 0; done < data.byteLength; )
      done += writeSync(this.file, data, done, data.byteLength - done, offset + done);
  }

  readInto(target: Uint8Array, offset: number): void {
    checkBounds(this, offset, target.byteLength);
    for (let done = 0; done < target.byteLength; ) {
      const got = readSync(this.file, target, done, target.byteLength - done, offset + done);
      if (got === 0) throw new RangeError(`the shared region ends at byte ${offset + done}`);
      done += got;
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Opens an existing file of fixed size. @throws if it cannot be opened with that access */
export function openSharedRegion(path: string, access: Access): SharedRegion {
  const file = openSync(path, access === 'write' ? constants.O_RDWR : constants.O_RDONLY);
  const bytes = fstatSync(file).size;
  const map = bytes > 0 ? loadMemoryMap() : null;
  if (!map) return new FileRegion(file, bytes);
  try {
    return new MappedRegion(map.map(file, bytes, access));
  } finally {
    closeSync(file);
  }
}
