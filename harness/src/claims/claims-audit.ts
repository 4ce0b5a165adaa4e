import type { ClaimsAudit } from '@paretoboard/contract/claims-audit.js';
import { auditPaper } from './audit-paper.js';
import type { PaperClaims } from './paper-claims.js';
import { printedCell } from './printed-cell.js';
import { readPaper } from './read-papers.js';

function countFigures({ tables }: PaperClaims): number {
  const cells = tables.flatMap(({ rows }) => rows.flat());
  return cells.reduce((sum, cell) => sum + (printedCell(cell)?.figures.length ?? 0), 0);
}

/**
 * The audit of one paper, as documents show it.
 * @throws ClaimsError where the paper is not transcribed
 */
export function claimsAudit(paper: string): ClaimsAudit {
  const claims = readPaper(paper);
  const { checks, findings } = auditPaper(claims);
  return {
    paper,
    title: claims.title,
    doi: claims.doi,
    tables: claims.tables.length,
    figures: countFigures(claims),
    checks,
    findings: findings.map((finding) => ({
      ...finding,
      tables: [...finding.tables],
      figures: [...finding.figures],
    })),
  };
}
