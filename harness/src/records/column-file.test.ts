import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ColumnFileError, type ColumnRow } from './column-block.js';
import { readColumns } from './column-reader.js';
import { ColumnWriter } from './column-writer.js';

const folder = mkdtempSync(join(tmpdir(), 'paretoboard-columns-'));
const path = join(folder, 'sample.columns');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(rows: readonly ColumnRow[], flushEvery = Number.POSITIVE_INFINITY): void {
  const writer = new ColumnWriter(path, 'sample');
  rows.forEach((row, index) => {
    writer.append(row);
    if ((index + 1) % flushEvery === 0) writer.flush();
  });
  writer.close();
}

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, -(2 ** 31), 2 ** 53),
);
const row = fc.record({ a: number, b: fc.string(), c: fc.integer({ min: 0, max: 9 }) }, { requiredKeys: ['a'] });

describe('a file of columns', () => {
  test('gives back every row, bit for bit', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 20 }), (rows, every) => {
        write(rows, every);
        const table = readColumns(path, 'sample');
        expect(table.complete).toBe(true);
        expect([...table.records()]).toEqual(rows);
        expect(table.numbers('a')).toEqual(Float64Array.from(rows, ({ a }) => a));
        if (table.names.includes('b')) expect(table.text('b')).toEqual(rows.map(({ b }) => b));
      }),
      { numRuns: 200 },
    );
  });

  test('takes a few bytes a sample, and constant columns none', () => {
    const rows = Array.from({ length: 4_096 }, (_, query) => ({
      scenario: 'single-stream',
      query,
      latencyMs: query + 0.5,
    }));
    write(rows);
    expect(readFileSync(path).length).toBeLessThan(4_096 * (8 + 2) + 2_000);
  });

  test('is readable up to the last full block wherever it breaks off', () => {
    const rows = Array.from({ length: 40 }, (_, query) => ({ query, latencyMs: Math.sqrt(query + 1) }));
    write(rows, 10);
    const whole = readFileSync(path);
    let last = 0;
    for (let length = 30; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const table = readColumns(path, 'sample');
      expect(table.complete).toBe(false);
      expect([...table.records()]).toEqual(rows.slice(0, table.rows));
      expect(table.rows % 10).toBe(0);
      expect(table.rows).toBeGreaterThanOrEqual(last);
      last = table.rows;
    }
    expect(last).toBe(40);
  });

  test('does not read one changed byte as the same rows', () => {
    const rows = Array.from({ length: 20 }, (_, query) => ({
      query,
      latencyMs: Math.sqrt(query + 1),
      model: `m${query % 2}`,
    }));
    write(rows, 10);
    const whole = readFileSync(path);
    const wrong: number[] = [];
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << (at % 8);
      writeFileSync(path, changed);
      try {
        const table = readColumns(path, 'sample');
        if (table.complete && JSON.stringify([...table.records()]) === JSON.stringify(rows)) wrong.push(at);
      } catch {
        // Refused: that is the point.
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    [{ a: Number.NaN }, 'cannot be written'],
    [{ a: Number.POSITIVE_INFINITY }, 'cannot be written'],
  ])('refuses %o', (bad, message) => {
    const writer = new ColumnWriter(path, 'sample');
    writer.append(bad);
    expect(() => writer.flush()).toThrow(message);
  });

  test('names another kind of file', () => {
    write([{ a: 1 }]);
    expect(() => readColumns(path, 'latencies')).toThrow(new ColumnFileError('expected latencies, found sample'));
    writeFileSync(path, '{"scenario":"single-stream"}\n');
    expect(() => readColumns(path, 'latencies')).toThrow('PBCOLS01');
  });
});
