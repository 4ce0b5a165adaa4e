/**
 * The languages of the interface, and which of them a request asks for. Plain JavaScript: the production server reads it as it is.
 * What people wrote (titles, claims, logs, documentation) stays in its own language.
 */

/** The first is the language of whoever asks for none that there is. */
export const languages = /** @type {const} */ (['en', 'de']);

/** @typedef {typeof languages[number]} Language */

export const languageCookieName = 'paretoboard-language';

/** The part of an address that asks for a language: the switch leads there, and search engines are told of it. */
export const languageParameter = 'lang';

/** The header in which the server tells a page its own address, path and query. */
export const addressHeader = 'x-paretoboard-address';

/**
 * Of what a reader asked for. A path of this site begins with one slash: a browser would take two for the name of another site.
 * @param {string} address path and query, as it came
 */
function partsOf(address) {
  const [, path = '', query = ''] = address.match(/^([^?]*)\??(.*)$/s) ?? [];
  return { path: path.replace(/^[/\\]*/, '/'), parameters: new URLSearchParams(query) };
}

/**
 * The same page in a language.
 * @param {string} address path and query
 * @param {Language} language
 */
export function addressIn(address, language) {
  const { path, parameters } = partsOf(address);
  parameters.set(languageParameter, language);
  return `${path}?${parameters}`;
}

/**
 * An address without a choice of language.
 * @param {string} address path and query
 */
export function addressInNone(address) {
  const { path, parameters } = partsOf(address);
  parameters.delete(languageParameter);
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/** Where the server keeps the language of the page that it renders; read by `currentLanguage`. */
export const languageStoreKey = Symbol.for('paretoboard.language');

/**
 * @param {string | null | undefined} text
 * @returns {Language | null}
 */
function known(text) {
  return languages.find((language) => language === text) ?? null;
}

/**
 * The language that an address asks for by itself.
 * @param {string} address path and query
 * @returns {Language | null} null: it asks for none
 */
export function languageOfAddress(address) {
  return known(partsOf(address).parameters.get(languageParameter));
}

/**
 * The language that a reader chose before.
 * @param {string | undefined} header `Cookie`
 */
export function languageOfCookie(header) {
  const [, value] = (header ?? '').match(new RegExp(`(?:^|;)\\s*${languageCookieName}=(\\w+)`)) ?? [];
  return known(value);
}

/**
 * The known language that `Accept-Language` weighs most; of equal ones the first (RFC 9110, 12.5.4).
 * @param {string | undefined} header
 */
function languageOfBrowser(header) {
  const asked = (header ?? '').split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.trim().split(';');
    const language = range === '*' ? languages[0] : known(range.split('-')[0]?.toLowerCase());
    const weight = Number(parameters.map((each) => each.trim().match(/^q=([\d.]+)$/)?.[1]).find(Boolean) ?? 1);
    return language && weight > 0 ? [{ language, weight }] : [];
  });
  return asked.sort((a, b) => b.weight - a.weight)[0]?.language ?? null;
}

/**
 * The language of a page: as the address says, else as the reader chose before, else as the browser asks.
 * @param {string} address path and query
 * @param {{ cookie?: string, 'accept-language'?: string }} headers
 * @returns {Language}
 */
export function languageOf(address, headers) {
  return (
    languageOfAddress(address) ??
    languageOfCookie(headers.cookie) ??
    languageOfBrowser(headers['accept-language']) ??
    languages[0]
  );
}

/**
 * `Set-Cookie` that keeps a choice for a year. No secret: pages that are open elsewhere read it, to follow.
 * @param {Language} language
 */
export function languageCookie(language) {
  return `${languageCookieName}=${language}; Path=/; SameSite=Lax; Max-Age=31536000`;
}
