import { expect, it } from 'vitest';
import { instant } from './format';
import { readersZone } from './readers-zone';

const at = '2026-07-21T22:18:09.000Z';

it('puts a moment in the zone of the reader, with its name', () => {
  expect(readersZone('en', 'Europe/Berlin')(at)).toBe('22 Jul 2026, 00:18 CEST');
  expect(readersZone('de', 'Europe/Berlin')(at)).toBe('22. Juli 2026, 00:18 MESZ');
  expect(readersZone('en', 'America/New_York')(at)).toBe('21 Jul 2026, 18:18 GMT-4');
});

it('says the same as without scripts to who lives by UTC', () => {
  expect(readersZone('en', 'UTC')(at)).toBe(instant(at));
});

it('leaves what is no moment', () => {
  expect(readersZone('en')('')).toBeNull();
});
