import { currentLanguage } from '../lib/current-language';
import type { Language } from '../lib/languages.mjs';

/**
 * What reads messages in the language of the page that is being rendered. `Messages` is the shape of the English ones: a language that lacks one, or has
 * one with other arguments, does not compile.
 */
export function inLanguages<Messages>(catalogues: Record<Language, Messages>): () => Messages {
  return () => catalogues[currentLanguage()];
}
