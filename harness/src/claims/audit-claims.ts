import type { Claim } from '@paretoboard/contract/claim.js';
import { auditPaper } from './audit-paper.js';
import type { Finding } from './finding.js';
import { claimPapers, readPaper } from './read-papers.js';

/** A claim in per cent may be printed as a share. */
function isFigureOf(value: number, figures: readonly number[]): boolean {
  return figures.some((figure) => Math.abs(figure - value) < 1e-9 || Math.abs(100 * figure - value) < 1e-9);
}

function isAbout(claim: Claim, { tables, figures }: Finding): boolean {
  return tables.includes(claim.table) && isFigureOf(claim.value, figures);
}

/** The first finding of each kind stands for the rest: a board has room for one line. */
function remarks(claim: Claim, findings: readonly Finding[]): Claim['audit'] {
  const taken = new Set(claim.audit.map(({ code }) => code));
  return findings.flatMap((finding) => {
    if (taken.has(finding.check) || !isAbout(claim, finding)) return [];
    taken.add(finding.check);
    return [{ code: finding.check, message: `should hold: ${finding.says}; but ${finding.arithmetic}` }];
  });
}

/**
 * The claims of a task with what the arithmetic checks find about the same figures of its paper; remarks by hand stay.
 * What rounding may explain is left to the audit's own page.
 */
export function auditClaims(paper: string, claims: readonly Claim[]): Claim[] {
  if (!claimPapers().includes(paper)) return [...claims];
  const findings = auditPaper(readPaper(paper)).findings.filter(({ severity }) => severity !== 'rounding');
  return claims.map((claim) => ({ ...claim, audit: [...claim.audit, ...remarks(claim, findings)] }));
}
