import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { WireError } from './wire-error.js';

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
  map(file: number, bytes: number, access: Access): { view: Uint8Array; unmap(): void };
}

let memoryMap: MemoryMap | null | undefined;

/** `mmap` through a prebuilt foreign-function library; null where it cannot be loaded: file reads and writes then do the same, slower. */
function loadMemoryMap(): MemoryMap | null {
  if (memoryMap !== undefined) return memoryMap;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const libc = koffi.load(process.platform === 'darwin' ? 'libc.dylib' : 'libc.so.6');
    const mmap = libc.func('void *mmap(void *addr, size_t length, int prot, int flags, int fd, int64_t offset)');
    const munmap = libc.func('int munmap(void *addr, size_t length)');
    const [protRead, protWrite, mapShared] = [1, 2, 1];
    const mapFailed = 2n ** BigInt(8 * koffi.sizeof('void *')) - 1n;
    memoryMap = {
      map: (file, bytes, access) => {
        const address = mmap(null, bytes, access === 'write' ? protRead | protWrite : protRead, mapShared, file, 0);
        if (BigInt.asUintN(64, BigInt(koffi.address(address))) === mapFailed) throw new Error('mmap failed');
        return { view: new Uint8Array(koffi.view(address, bytes)), unmap: () => munmap(address, bytes) };
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
  private view: Uint8Array;

  constructor(private readonly mapping: { view: Uint8Array; unmap(): void }) {
    this.view = mapping.view;
  }

  get bytes(): number {
    return this.view.byteLength;
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
    if (this.bytes === 0) return;
    // Reading a view without its mapping would crash the process: this was the only reference to it.
    this.view = new Uint8Array(0);
    this.mapping.unmap();
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
      if (got === 0) throw new WireError('garbage', `the shared region was cut off at byte ${offset + done}`);
      done += got;
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

/**
 * Opens an existing file of fixed size.
 * @param peerMayWrite the peer could cut the file off, and reading a mapping beyond the file's end kills the reader by SIGBUS: such a region is
 * read with read calls, which only come back short
 * @throws if it cannot be opened with that access
 */
export function openSharedRegion(path: string, access: Access, peerMayWrite: boolean): SharedRegion {
  const file = openSync(path, access === 'write' ? constants.O_RDWR : constants.O_RDONLY);
  const bytes = fstatSync(file).size;
  const map = bytes > 0 && !peerMayWrite ? loadMemoryMap() : null;
  if (!map) return new FileRegion(file, bytes);
  try {
    const region = new MappedRegion(map.map(file, bytes, access));
    closeSync(file);
    return region;
  } catch {
    return new FileRegion(file, bytes);
  }
}
