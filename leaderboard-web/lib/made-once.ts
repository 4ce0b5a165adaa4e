import type { Language } from './languages.mjs';

/** Makes each formatter once: making one takes some hundred times as long as using it, and a page of a board has thousands of figures. */
export function madeOnce<Options, Format>(
  make: (language: Language, options?: Options) => Format,
): (language: Language, options?: Options) => Format {
  const made = new Map<string, Format>();
  return (language, options) => {
    const key = `${language} ${JSON.stringify(options)}`;
    const known = made.get(key) ?? make(language, options);
    made.set(key, known);
    return known;
  };
}
