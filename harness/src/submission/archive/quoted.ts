const mostShown = 120;

/** Control characters, those that turn the direction of writing, and what stands for bytes that are no text. */
export const unreadable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]/u;

/** A name out of an archive as a message may show it, in a terminal and on a page: whatever cannot be seen is spelt out. */
export function quoted(name: string): string {
  const text = JSON.stringify(name.length > mostShown ? `${name.slice(0, mostShown)}…` : name);
  return text.replace(
    new RegExp(unreadable, 'gu'),
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
