/** Longest log that is kept: its end, where a failure is told. */
export const keptLogBytes = 256 * 1024;

/** Control characters, and those that turn the direction of writing: a log is somebody else's text on our page and in a terminal. */
const unreadable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What a submission wrote, as plain text: the last 256 KiB, without control characters other than line ends and tabs. */
export function readableLog(written: Buffer): string {
  const leftOut = Math.max(0, written.length - keptLogBytes);
  const text = written
    .subarray(leftOut)
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    .replace(unreadable, (character) => (character === '\n' || character === '\t' ? character : '\ufffd'));
  return leftOut > 0 ? `[the first ${leftOut} bytes are left out]\n${text}` : text;
}
