// Bodies and requests that no client sends by mistake, byte by byte over a socket.
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

const path = '/api/v1/submissions';
const megabyte = 2 ** 20;

/**
 * @typedef {object} Hostile
 * @property {string} what
 * @property {readonly number[]} expected statuses
 * @property {(token: string) => (string | Buffer)[]} bytes written one after the other
 * @property {number} [pauseMs] between them
 * @property {boolean} [cut] closes when everything is written
 */

function post(token, body, headers = {}) {
  const all = {
    host: 'x',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, body];
}

const get = (address, headers = '') => [`GET ${address} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n`];
const chunk = (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const json = (text) => (token) => post(token, text);
const sized = (text, headers) => (token) => post(token, text, headers);

/** @type {readonly Hostile[]} */
export const hostileRequests = [
  { what: 'a body of 2 MiB', expected: [413], bytes: json(JSON.stringify({ upload: 'x'.repeat(2 * megabyte) })) },
  {
    what: '2 MiB in pieces, without saying how much comes',
    expected: [413],
    bytes: (token) => [
      post(token, '', { 'content-length': null, 'transfer-encoding': 'chunked' })[0],
      ...Array.from({ length: 32 }, () => chunk('x'.repeat(megabyte / 16))),
      '0\r\n\r\n',
    ],
  },
  {
    what: 'a body that says it is 10 TiB',
    expected: [413],
    bytes: sized('{}', { 'content-length': 10 * 2 ** 40 }),
  },
  {
    what: 'a body that comes a byte at a time, slower than a request may',
    expected: [408],
    bytes: (token) => [post(token, '', { 'content-length': 60 })[0], ...'{"upload": "0123456789"'.split('')],
    pauseMs: 500,
  },
  {
    what: 'a head that comes a byte at a time, slower than a request may',
    expected: [408],
    bytes: () => `GET /api/v1/queue HTTP/1.1\r\nhost: x`.split(''),
    pauseMs: 500,
  },
  {
    what: 'a body that is cut off by the end of the connection',
    expected: [400, 0],
    bytes: (token) => [post(token, '', { 'content-length': 100 })[0], '{"upload": '],
    cut: true,
  },
  { what: 'JSON that is cut off', expected: [400], bytes: json('{"upload": "a') },
  { what: 'no JSON at all', expected: [400], bytes: json('upload=a') },
  { what: 'an empty body that says it is JSON', expected: [400], bytes: json('') },
  { what: 'UTF-16', expected: [400], bytes: json(Buffer.from('\ufeff{"upload":"a"}', 'utf16le')) },
  {
    what: 'bytes that are no UTF-8',
    expected: [400],
    bytes: json(Buffer.concat([Buffer.from('{"upload":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('"}')])),
  },
  {
    what: 'a packed body',
    expected: [400, 415],
    bytes: sized(gzipSync('{"upload":"a"}'), { 'content-encoding': 'gzip' }),
  },
  {
    what: 'another charset',
    expected: [400, 415, 404],
    bytes: sized('{"upload":"a"}', { 'content-type': 'application/json; charset=utf-16' }),
  },
  {
    what: 'a form',
    expected: [415],
    bytes: sized('upload=a', { 'content-type': 'application/x-www-form-urlencoded' }),
  },
  { what: 'a body of no type', expected: [415], bytes: sized('{"upload":"a"}', { 'content-type': null }) },
  { what: 'XML', expected: [415], bytes: sized('<upload/>', { 'content-type': 'application/xml' }) },
  { what: 'the same key twice', expected: [400], bytes: json('{"upload":"a","upload":"b"}') },
  { what: 'the same key twice, once in escapes', expected: [400], bytes: json('{"upload":"a","\\u0075pload":"b"}') },
  { what: 'the same key twice, further in', expected: [400], bytes: json('{"upload":"a","more":[{"b":1,"b":2}]}') },
  { what: 'arrays 100,000 deep', expected: [400], bytes: json('['.repeat(100_000) + ']'.repeat(100_000)) },
  { what: 'objects 50,000 deep', expected: [400], bytes: json(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`) },
  { what: 'NaN', expected: [400], bytes: json('{"upload":NaN}') },
  { what: 'Infinity', expected: [400], bytes: json('{"upload":-Infinity}') },
  { what: 'a number beyond all numbers', expected: [400], bytes: json('{"upload":1e999}') },
  { what: 'a number of 100,000 digits', expected: [400], bytes: json(`{"upload":${'9'.repeat(100_000)}}`) },
  { what: 'null', expected: [400], bytes: json('null') },
  { what: 'a list', expected: [400], bytes: json('[]') },
  { what: 'a prototype', expected: [400], bytes: json('{"__proto__":{"upload":"a"}}') },
  { what: 'a constructor', expected: [400], bytes: json('{"constructor":{"prototype":{"upload":"a"}}}') },
  { what: 'a zero byte in a string', expected: [400, 404], bytes: json('{"upload":"\\u0000"}') },
  { what: 'half of a surrogate pair', expected: [400, 404], bytes: json('{"upload":"\\ud800"}') },
  {
    what: 'a length and pieces at once',
    expected: [400],
    bytes: sized('{}', { 'transfer-encoding': 'chunked' }),
  },
  {
    what: 'an idempotency key of 10,000 characters',
    expected: [400],
    bytes: sized('{"upload":"a"}', { 'idempotency-key': 'k'.repeat(10_000) }),
  },
  {
    what: 'a header of 100 kB',
    expected: [431],
    bytes: () => get('/api/v1/queue', `x: ${'y'.repeat(100_000)}\r\n`),
  },
  {
    what: 'an address of 100 kB',
    expected: [414, 431],
    bytes: () => get(`/api/v1/runs/${'a'.repeat(100_000)}`),
  },
  { what: 'an address of 10 kB', expected: [400, 404, 414], bytes: () => get(`/api/v1/runs/${'a'.repeat(10_000)}`) },
  { what: 'a broken escape in an address', expected: [400, 404], bytes: () => get('/api/v1/runs/%zz') },
  { what: 'an escape that is no UTF-8', expected: [400, 404], bytes: () => get('/api/v1/tasks/%c0%80/board') },
  { what: 'a zero byte in an address', expected: [400, 404], bytes: () => get('/api/v1/records?task=%00') },
  { what: 'a step upwards', expected: [400, 404], bytes: () => get('/api/v1/../../etc/passwd') },
  {
    what: 'a query of 1,000 equal names',
    expected: [400],
    bytes: () => get(`/api/v1/records?${'task=a&'.repeat(1_000)}`),
  },
  { what: 'nested names in a query', expected: [200, 400], bytes: () => get('/api/v1/records?task[a]=b&limit[]=1') },
  {
    what: 'a method that there is not',
    expected: [400, 404, 405],
    bytes: () => ['BREW /api/v1/queue HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
  },
  {
    what: 'no HTTP',
    expected: [400],
    bytes: () => ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  },
  {
    what: 'a token of 10,000 characters',
    expected: [401],
    bytes: () => get('/api/v1/account', `authorization: Bearer ${'a'.repeat(10_000)}\r\n`),
  },
  {
    what: 'a token of other characters',
    expected: [401],
    bytes: () => get('/api/v1/account', 'authorization: Bearer ü€\r\n'),
  },
  {
    what: 'an event id beyond all ids',
    expected: [400],
    bytes: () =>
      get('/api/v1/runs/00000000-0000-4000-8000-000000000000/events', 'last-event-id: 99999999999999999999\r\n'),
  },
];

/** Sends one and reads what comes until the connection ends. @returns {Promise<{status: number, type: string, ms: number}>} status 0: none */
async function send(port, { bytes, pauseMs = 0, cut = false }, token) {
  const socket = connect(port, '127.0.0.1');
  const begun = performance.now();
  const received = [];
  socket.on('data', (data) => received.push(data));
  socket.on('error', () => {}); // Closed while it was written to: what came before counts.
  const ended = once(socket, 'close');
  await once(socket, 'connect');
  for (const piece of bytes(token)) {
    if (socket.destroyed || socket.readableEnded) break;
    socket.write(piece);
    if (pauseMs > 0) await Promise.race([new Promise((go) => setTimeout(go, pauseMs)), ended]);
  }
  if (cut) socket.end();
  const giveUp = setTimeout(() => socket.destroy(), 20_000);
  await ended;
  clearTimeout(giveUp);
  const text = Buffer.concat(received).toString('latin1');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
    type: /^content-type: ([^;\r\n]*)/im.exec(text)?.[1] ?? '',
    ms: performance.now() - begun,
  };
}

/** @returns {Promise<{what: string, status: number, ok: boolean, found: string}[]>} */
export async function sendHostileRequests(origin, token) {
  const { port } = new URL(origin);
  const results = [];
  for (const hostile of hostileRequests) {
    const { status, type, ms } = await send(Number(port), hostile, token);
    const isProblem = status < 400 || type === 'application/problem+json';
    const lives = await fetch(`${origin}/api/v1/queue`).then(
      (answer) => answer.ok,
      () => false,
    );
    const ok = hostile.expected.includes(status) && isProblem && lives;
    results.push({
      what: hostile.what,
      status,
      ok,
      found: `${status} ${type}, ${Math.round(ms)} ms${lives ? '' : ', then no answer'}`,
    });
  }
  return results;
}
