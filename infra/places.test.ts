import { cacheFolder as harnessCache, homeFolder as harnessHome } from '@paretoboard/harness/places.js';
import { expect, test } from 'vitest';
import { cacheFolder, homeFolder } from './places.mjs';

test.each([
  { HOME: '/home/ada' },
  { HOME: '/home/ada', XDG_DATA_HOME: '/data', XDG_CACHE_HOME: '/cache' },
  { HOME: '/home/ada', XDG_DATA_HOME: 'relative', XDG_CACHE_HOME: 'relative' },
  { HOME: '/home/ada', PARETOBOARD_HOME: '/state', PARETOBOARD_CACHE: '/built' },
])('set-up and harness agree on the folders for %j', (environment) => {
  expect(homeFolder(environment)).toBe(harnessHome(environment));
  expect(cacheFolder(environment)).toBe(harnessCache(environment));
});
