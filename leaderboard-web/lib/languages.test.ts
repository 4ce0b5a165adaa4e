import { describe, expect, it } from 'vitest';
import { addressIn, addressInNone, languageCookie, languageOf } from './languages.mjs';

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

describe('the address of the same page in a language', () => {
  it('keeps all of a query, question marks too, and chooses once', () => {
    expect(addressIn('/search?q=what?&lang=en', 'de')).toBe('/search?q=what%3F&lang=de');
    expect(addressInNone('/search?q=what?&lang=en')).toBe('/search?q=what%3F');
    expect(addressInNone('/papers?lang=de')).toBe('/papers');
  });

  it.each(['//evil.example', '/\\evil.example', '\\/evil.example', 'http://evil.example'])(
    'stays on this site: %s',
    (address) => {
      expect(new URL(addressIn(address, 'de'), 'http://here.example').origin).toBe('http://here.example');
      expect(new URL(addressInNone(address), 'http://here.example').origin).toBe('http://here.example');
    },
  );
});
