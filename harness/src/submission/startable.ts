/** Longest of the beginnings below. */
export const startableHeadBytes = 4;

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const script = Buffer.from('#!');

/**
 * Whether an operating system starts a file that begins so: an ELF program or a script with an interpreter. The right to execute follows from the
 * content, so that archives without modes (zips of Windows, a folder dropped on a page) give the same submission.
 */
export function isStartable(head: Uint8Array): boolean {
  return elf.equals(head.subarray(0, elf.length)) || script.equals(head.subarray(0, script.length));
}
