import { readFile } from 'node:fs/promises';
import { decodeColourJpeg } from '../formats/jpeg.js';
import { frameHeight, frameWidth } from './video.js';

/** Reports a wrong file. */
export type Refuse = (expected: string, found: string) => never;

async function decode(file: string, refuse: Refuse): Promise<Uint8Array> {
  const bytes = await readFile(file);
  const { width, height, data } = await decodeColourJpeg(bytes).catch((error: unknown) => {
    if (error instanceof RangeError) return refuse('a JPEG file', `${file}: ${error.message}`);
    throw error;
  });
  if (width === frameWidth && height === frameHeight) return data;
  return refuse(`frames of ${frameWidth} × ${frameHeight}`, `${file} of ${width} × ${height}`);
}

/** Decodes frames, some at a time. @returns RGB, row-major, one after the other in the files' order */
export async function readFrames(files: readonly string[], refuse: Refuse): Promise<Uint8Array> {
  const size = frameWidth * frameHeight * 3;
  const frames = new Uint8Array(files.length * size);
  await Promise.all(files.map(async (file, at) => frames.set(await decode(file, refuse), at * size)));
  return frames;
}
