import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig, writeConfig } from './config-file.js';
import { apiOf, requireToken, tokenOf } from './connection.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'connection-'));
  vi.stubEnv('PARETOBOARD_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const own = new URL('https://board.example.org');
const loopback = new URL('http://127.0.0.1:3001');

function keep(change: object): void {
  writeConfig({ ...readConfig(), ...change });
}

describe('apiOf', () => {
  it('takes the option before the environment before the file before the default', () => {
    const variable = { PARETOBOARD_API_URL: 'http://environment.example' };
    expect(apiOf({}, {})).toMatchObject({ value: loopback, source: 'default' });
    expect(apiOf({}, { PARETOBOARD_API_PORT: '4001' }).value.port).toBe('4001');
    keep({ api: 'http://file.example' });
    expect(apiOf({}, {})).toMatchObject({ source: 'file' });
    expect(apiOf({}, variable)).toMatchObject({ source: 'environment' });
    expect(apiOf({ api: 'http://flag.example' }, variable)).toMatchObject({ source: 'flag' });
  });

  it.each(['board.example.org', 'ftp://board.example.org', 'javascript:alert(1)'])('refuses %s', (api) => {
    expect(() => apiOf({ api }, {})).toThrow('expected a URL');
  });
});

describe('tokenOf', () => {
  it('takes the option before the environment before the file', () => {
    keep({ tokens: { [own.origin]: 'pb_file' } });
    expect(tokenOf({}, own, {})).toEqual({ value: 'pb_file', source: 'file' });
    expect(tokenOf({}, own, { PARETOBOARD_TOKEN: 'pb_environment' })).toMatchObject({ source: 'environment' });
    expect(tokenOf({ token: 'pb_flag' }, own, { PARETOBOARD_TOKEN: 'pb_environment' })?.value).toBe('pb_flag');
  });

  it.each([
    'https://elsewhere.example',
    'http://board.example.org',
    'https://board.example.org:8443',
    'https://board.example.org.elsewhere.example',
  ])('gives %s no token of another server', (api) => {
    keep({ tokens: { [own.origin]: 'pb_file' } });
    expect(tokenOf({}, new URL(api), {})).toBeNull();
  });

  it('gives the token of this machine to this machine alone', () => {
    writeFileSync(join(home, 'token'), 'pb_machine\n');
    for (const api of ['http://127.0.0.1:3001', 'http://localhost:9', 'http://[::1]:3001', 'http://127.1.2.3'])
      expect(tokenOf({}, new URL(api), {})).toEqual({ value: 'pb_machine', source: 'this machine' });
    for (const api of ['http://127.0.0.1.example.org', 'http://localhost.example.org', 'http://192.168.0.2'])
      expect(tokenOf({}, new URL(api), {})).toBeNull();
  });

  it('refuses what would end a header line', () => {
    expect(() => tokenOf({ token: 'pb_a\r\nx-evil: 1' }, own, {})).toThrow('without spaces');
  });
});

it('says how to log in where nobody is', () => {
  expect(() => requireToken({ api: own, token: null })).toThrow('login --api https://board.example.org');
});

it('names the file that is no configuration', () => {
  writeFileSync(join(home, 'config.json'), '{"tokens": 3}');
  expect(() => readConfig()).toThrow('config.json is no configuration');
});
