import type { Claim } from '@paretoboard/contract/claim.js';
import { claimsAuditSchema } from '@paretoboard/contract/claims-audit.js';
import { expect, it } from 'vitest';
import { auditClaims } from './audit-claims.js';
import { claimsAudit } from './claims-audit.js';
import { ClaimsError } from './claims-error.js';
import { claimPapers, readPaper } from './read-papers.js';

const claim: Claim = {
  metric: 'accuracy',
  value: 75.37,
  method: 'CrossViT',
  submission: null,
  track: null,
  dataset: 'utd-mhad',
  table: 'Table 1',
  conditions: '',
  audit: [{ code: 'quoted', message: 'a remark by hand' }],
};

const codes = ([audited]: Claim[]): string[] => audited!.audit.map(({ code }) => code);

it('adds what arithmetic finds about the figure in its table, beside the remarks by hand', () => {
  expect(codes(auditClaims('lighthart-kd-har', [claim]))).toEqual(['quoted', 'difference', 'coincidence']);
});

it('finds a share that the task prints in per cent', () => {
  const sigmoid = { ...claim, value: 89.43, table: 'Table 8' };
  expect(codes(auditClaims('enhanced-lenet5-traffic-sign', [sigmoid]))).toEqual(['quoted', 'agreement']);
});

it('leaves other figures, other tables and papers without a transcription alone', () => {
  expect(codes(auditClaims('lighthart-kd-har', [{ ...claim, value: 77.52 }]))).toEqual(['quoted']);
  expect(codes(auditClaims('lighthart-kd-har', [{ ...claim, table: 'Table 9' }]))).toEqual(['quoted']);
  expect(auditClaims('blobs', [claim])).toEqual([claim]);
});

it('reads every paper, and refuses one that is not transcribed', () => {
  for (const paper of claimPapers()) expect(claimsAuditSchema.parse(claimsAudit(paper)).paper).toBe(paper);
  expect(() => readPaper('../package')).toThrow(ClaimsError);
});
