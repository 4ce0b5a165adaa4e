import { type Language, languageStoreKey, languages } from './languages.mjs';

/** What the server keeps the language of a request in: an `AsyncLocalStorage`, of which only this is used here. */
interface LanguageStore {
  getStore(): Language | undefined;
}

function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text);
}

/**
 * The language of the page that is being rendered. On the server that of the request, through every asynchronous step of it; in a browser that of the
 * page's root element; elsewhere, as in a test, English.
 */
export function currentLanguage(): Language {
  if (typeof document !== 'undefined') {
    const { lang } = document.documentElement;
    return isLanguage(lang) ? lang : languages[0];
  }
  const store = (globalThis as { [languageStoreKey]?: LanguageStore })[languageStoreKey];
  return store?.getStore() ?? languages[0];
}
