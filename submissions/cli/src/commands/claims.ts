import type { ClaimsAudit } from '@paretoboard/contract/claims-audit.js';
import { claimsAudit } from '@paretoboard/harness/claims/claims-audit.js';
import { claimPapers } from '@paretoboard/harness/claims/read-papers.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { table } from '../table.js';
import { requireOneOf } from '../usage-error.js';

function countOf({ findings }: ClaimsAudit, severity: 'contradiction' | 'suspicion' | 'rounding'): string {
  return String(findings.filter((finding) => finding.severity === severity).length);
}

function listText(audits: readonly ClaimsAudit[]): string {
  const rows = audits.map((audit) => [
    audit.paper,
    String(audit.figures),
    String(audit.checks),
    countOf(audit, 'contradiction'),
    countOf(audit, 'suspicion'),
    countOf(audit, 'rounding'),
    audit.title,
  ]);
  return table(['PAPER', 'FIGURES', 'CHECKS', 'CONTRADICTIONS', 'SUSPICIONS', 'ROUNDING', 'TITLE'], rows);
}

function showText(audit: ClaimsAudit): string {
  const head = `${audit.title}: ${audit.figures} printed figures, ${audit.checks} checks`;
  if (audit.findings.length === 0) return `${head}, nothing found`;
  const findings = audit.findings.map(
    ({ check, severity, where, says, arithmetic }) => `${severity}: ${says} (${where}; ${check})\n  ${arithmetic}`,
  );
  return [head, ...findings].join('\n\n');
}

export const registerClaims: Register = (program, run) => {
  program
    .command('claims')
    .description('printed claims of the papers that their own arithmetic contradicts')
    .argument('[paper]', 'one paper, with the arithmetic of each finding; without it, all of them')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard claims lighthart-kd-har')
    .action(
      run(async ({ output }, paper?: string) => {
        if (paper === undefined) {
          const audits = claimPapers().map(claimsAudit);
          await output.answer(audits, listText(audits));
          return exitStatus.done;
        }
        const audit = claimsAudit(requireOneOf('paper', paper, claimPapers()));
        await output.answer(audit, showText(audit));
        return exitStatus.done;
      }),
    );
};
