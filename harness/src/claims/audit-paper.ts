import { auditStatement } from './audit-statement.js';
import { auditTable } from './audit-table.js';
import type { Finding } from './finding.js';
import type { PaperClaims } from './paper-claims.js';

export interface PaperAudit {
  /** Checks that were made: bounds of figures, relations of rows, statements of the text. */
  readonly checks: number;
  readonly findings: readonly Finding[];
}

/** Every contradiction among the printed figures of a paper: tables first, then the text. */
export function auditPaper({ tables, statements }: PaperClaims): PaperAudit {
  const outcomes = [...tables.flatMap(auditTable), ...statements.map(auditStatement)];
  return { checks: outcomes.length, findings: outcomes.filter((outcome) => outcome !== null) };
}
