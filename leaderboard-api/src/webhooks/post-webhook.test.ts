import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { addressProblem, isPublicAddress, postWebhook } from './post-webhook.js';
import { makeWebhookSecret, signedHeaders } from './sign-webhook.js';

test.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fc00::1',
  'fe80::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  'nonsense',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  'http://example.org/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::ffff:169.254.169.254]/',
  'https://user:secret@example.org/',
])('%s is no address of a webhook', (address) => {
  expect(addressProblem(address, false)).not.toBeNull();
});

test('a name that leads to this machine is refused when it is resolved', async () => {
  const post = { url: 'https://localhost:9/', headers: {}, body: '{}', allowPrivate: false };
  await expect(postWebhook(post)).rejects.toThrow('expected a public address');
});

test('a message is signed as standardwebhooks.com says', () => {
  const secret = makeWebhookSecret();
  const headers = signedHeaders(secret, 'id', new Date(1_700_000_000_500), '{}');
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update('id.1700000000.{}').digest('base64');
  expect(headers).toEqual({
    'webhook-id': 'id',
    'webhook-timestamp': '1700000000',
    'webhook-signature': `v1,${signature}`,
  });
});
