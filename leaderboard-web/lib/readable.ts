/** Characters that reorder, hide or break what stands around them: control characters, bidirectional overrides, zero-width spaces. */
const disruptive = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Longer names are cut: one row must not push the others out of sight. The record's JSON has them whole. */
const longest = 160;

/** The paragraphs of a longer text that others wrote, without such characters. */
export function readableParagraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').replace(disruptive, '').trim())
    .filter((paragraph) => paragraph !== '');
}

/** Text that others wrote, without characters that could disturb the text around it, and not too long. Joiners of emoji and scripts stay. */
export function readable(text: string): string {
  const characters = [...text.slice(0, 4 * longest).replace(disruptive, '')];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest).join('')}…`;
}
