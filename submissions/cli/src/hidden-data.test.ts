import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import { expect, it } from 'vitest';
import { hiddenDataOf } from './hidden-data.js';

const variant = { id: 'cup-final', dataset: 'some-set', relation: 'surrogate' } as const;
const challenge = { id: 'cup', phase: 'final', seedCommitment: sha256('a secret') } as const;
const record = { variant, challenge } as BenchmarkRecord;

it('makes the data of a challenge anew from the secret that it revealed, and from no other', () => {
  const commitment = challenge.seedCommitment;
  const expected = { challenge: 'cup', phase: 'final', variant: 'cup-final', secret: 'a secret', commitment };
  expect(hiddenDataOf(record, 'a secret')).toEqual(expected);
  expect(() => hiddenDataOf(record, 'another')).toThrow('commitment');
  expect(() => hiddenDataOf(record, undefined)).toThrow('seeds.final');
});

it('is not asked for elsewhere', () => {
  expect(hiddenDataOf({ variant } as BenchmarkRecord, undefined)).toBeNull();
});
