import { describe, expect, it } from 'vitest';
import { languageCookie, languageOf } from './languages.mjs';

describe('the language of a page', () => {
  it.each([
    ['de', 'de'],
    ['de-CH, en;q=0.5', 'de'],
    ['fr, en;q=0.4, de;q=0.6', 'de'],
    ['en, de', 'en'],
    ['DE;q=0.1, *;q=0.2', 'en'],
    ['de;q=0', 'en'],
    ['fr', 'en'],
    [undefined, 'en'],
  ])('is, for a browser that asks for %s, %s', (header, language) => {
    expect(languageOf('/', { 'accept-language': header })).toBe(language);
  });

  it('is what was chosen before, whatever the browser asks for', () => {
    const cookie = `a=b; ${languageCookie('de').split(';')[0]}`;
    expect(languageOf('/tasks', { cookie, 'accept-language': 'en' })).toBe('de');
    expect(languageOf('/', { cookie: 'paretoboard-language=xx' })).toBe('en');
  });

  it('is what the address says, before everything else', () => {
    expect(languageOf('/tasks?a=1&lang=de', { cookie: 'paretoboard-language=en' })).toBe('de');
    expect(languageOf('/tasks?lang=tlh', { cookie: 'paretoboard-language=de' })).toBe('de');
  });
});
