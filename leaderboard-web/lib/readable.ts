/** Characters that reorder, hide or break what stands around them: control characters, bidirectional overrides, zero-width spaces. */
const disruptive = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Text that others wrote, without characters that could disturb the text around it. Joiners of emoji and scripts stay. */
export function readable(text: string): string {
  return text.replace(disruptive, '');
}
