import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareWithReference, estimators } from './estimators.mjs';

const folder = new URL('./fixtures/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace('.json', ''));

it('holds a reference for every estimator', () => {
  expect(names.sort()).toEqual(Object.keys(estimators).sort());
});

it.each(names)('%s agrees with its reference', (name) => {
  const fixture = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  const { differences, values } = compareWithReference(name, fixture);
  expect(differences).toEqual([]);
  expect(values).toBeGreaterThan(3);
});
