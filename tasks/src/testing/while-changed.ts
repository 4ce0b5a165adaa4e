import { readFile, writeFile } from 'node:fs/promises';

/** Runs `check` while the file holds something else. */
export async function whileChanged<T>(path: string, content: Uint8Array | string, check: () => Promise<T>): Promise<T> {
  const before = await readFile(path);
  await writeFile(path, content);
  try {
    return await check();
  } finally {
    await writeFile(path, before);
  }
}
