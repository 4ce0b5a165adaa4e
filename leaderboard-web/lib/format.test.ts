import { describe, expect, it } from 'vitest';
import {
  age,
  bytes,
  duration,
  instant,
  metricInterval,
  metricValue,
  milliseconds,
  millisecondsInterval,
  plural,
  rowLetter,
  signed,
} from './format';

describe('metrics', () => {
  it('shows percent with two decimals and dimensionless values with three', () => {
    expect(metricValue(97.531, '%')).toBe('97.53');
    expect(metricValue(0.1234, '1')).toBe('0.123');
    expect(metricValue(0, '1')).toBe('0.000');
    expect(metricValue(123.4567, 'rows')).toBe('123.46');
    expect(metricValue(15_686.339, 'rows')).toBe('15,686');
    expect(metricInterval(96.9, 97.44, '%')).toBe('[96.90, 97.44]');
  });

  it('shows a missing figure as a dash, never as 0', () => {
    expect(metricValue(null, '%')).toBe('–');
    expect(metricInterval(null, 97, '%')).toBeNull();
    expect(bytes(null)).toBe('–');
    expect(duration(null)).toBe('–');
    expect(milliseconds(null)).toBe('–');
    expect(milliseconds(0)).toBe('0');
    expect(milliseconds(3e-8)).toBe('< 0.000001');
  });

  it('signs differences with a real minus', () => {
    expect(signed(-10.66, '%')).toBe('−10.66');
    expect(signed(0.5, '%')).toBe('+0.50');
    expect(signed(0, '%')).toBe('±0.00');
  });
});

describe('latencies', () => {
  it.each([
    [0.06104, '0.0610'],
    [0.09998, '0.100'],
    [0.8104, '0.810'],
    [1.925, '1.93'],
    [14.24, '14.2'],
    [812.4, '812'],
    [12_345, '12,345'],
  ])('shows %d ms with three significant digits', (value, text) => {
    expect(milliseconds(value)).toBe(text);
  });

  it('gives both ends of an interval the same precision', () => {
    expect(millisecondsInterval(0.9456, 1.0944)).toBe('[0.95, 1.09]');
  });
});

describe('amounts', () => {
  it.each([
    [512, '512\u202fB'],
    [1024, '1.00\u202fKiB'],
    [1_695_000, '1.62\u202fMiB'],
    [25_000_000_000, '23.3\u202fGiB'],
  ])('shows %d bytes in powers of 1024', (value, text) => {
    expect(bytes(value)).toBe(text);
  });

  it.each([
    [0.42, '0.42\u202fs'],
    [42.4, '42\u202fs'],
    [59.7, '1\u202fmin'],
    [200, '3\u202fmin 20\u202fs'],
    [7500, '2\u202fh 5\u202fmin'],
  ])('shows %d seconds in words', (value, text) => {
    expect(duration(value)).toBe(text);
  });

  it('counts in words', () => {
    expect(plural(1, 'row', 'rows')).toBe('1 row');
    expect(plural(1200, 'query', 'queries')).toBe('1,200 queries');
    expect(age(0)).toBe('today');
    expect(age(12)).toBe('12 days ago');
  });

  it('shows an instant in UTC and leaves alone what is none', () => {
    expect(instant('2026-11-21T06:18:29.000Z')).toBe('21 Nov 2026, 06:18 UTC');
    expect(instant('soon')).toBe('soon');
  });
});

it('letters rows as a spreadsheet letters columns', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(rowLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
