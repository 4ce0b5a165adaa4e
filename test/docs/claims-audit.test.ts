import type { ClaimsAudit } from '@paretoboard/contract/claims-audit.js';
import { checkCodes, checkMeanings } from '@paretoboard/harness/claims/check-codes.js';
import { claimsAudit } from '@paretoboard/harness/claims/claims-audit.js';
import { formulas } from '@paretoboard/harness/claims/formulas.js';
import { claimPapers } from '@paretoboard/harness/claims/read-papers.js';
import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.js';

type Finding = ClaimsAudit['findings'][number];

const audits = claimPapers().map(claimsAudit);
const all = audits.flatMap(({ findings }) => findings);

function total(of: (audit: ClaimsAudit) => number): string {
  return audits.reduce((sum, audit) => sum + of(audit), 0).toLocaleString('en');
}

function count(findings: readonly Finding[], severity: Finding['severity']): string {
  return String(findings.filter((finding) => finding.severity === severity).length);
}

function counts(findings: readonly Finding[]): string[] {
  return [count(findings, 'contradiction'), count(findings, 'suspicion'), count(findings, 'rounding')];
}

function section({ paper, title, doi, figures, checks, findings }: ClaimsAudit): string {
  const rows = findings.map(({ check, severity, says, where, arithmetic }) => [
    where,
    says,
    arithmetic,
    `\`${check}\``,
    severity,
  ]);
  return `### ${paper}

${title}${doi ? ` (doi:${doi})` : ''}: ${figures} figures, ${checks} checks.

${markdownTable(['where', 'what should hold', 'arithmetic', 'check', 'severity'], rows)}`;
}

function page(): string {
  const checks = checkCodes.map((code) => [
    `\`${code}\``,
    checkMeanings[code],
    ...counts(all.filter(({ check }) => check === code)),
  ]);
  const functions = Object.entries(formulas).map(([name, { shows }]) => [`\`${name}\``, shows]);
  const papers = audits.map(({ paper, figures, checks: made, findings }) => [
    findings.length > 0 ? `[${paper}](#${paper})` : paper,
    String(figures),
    String(made),
    ...counts(findings),
  ]);
  return `# Audit of printed claims

Made from the transcriptions by \`npm run docs\`; a test compares.

Before a paper's figure stands beside a measurement, its own arithmetic has its say. The printed figures of ${audits.length} papers are transcribed in
\`harness/src/claims/papers\` (${total(({ tables }) => tables)} tables, ${total(({ figures }) => figures)} figures), with what should hold between them: definitions of metrics, sums, means, and what the
text says about its tables. ${total(({ checks: made }) => made)} checks follow from that. A figure stands for everything that rounds to it, and arithmetic is done on those ranges, so:

- a \`contradiction\` is one whatever the figures were rounded from;
- a \`rounding\` remark may come from unrounded or cut-off figures;
- a \`suspicion\` is possible, but more likely a copying slip.

None of this says why: figures of other authors are often quoted from elsewhere, some tables lost a mark in print or in our copy, and words such as "consistently better" are
taken at their word. \`npx paretoboard claims <paper>\` shows one paper, with \`--json\` for programs. A task's page shows what concerns its claims.

## Checks

${markdownTable(['check', 'what it shows', 'contradictions', 'suspicions', 'rounding'], checks)}

Relations may call:

${markdownTable(['function', 'is'], functions)}

## Papers

${markdownTable(['paper', 'figures', 'checks', 'contradictions', 'suspicions', 'rounding'], papers)}

## Findings

${audits
  .filter(({ findings }) => findings.length > 0)
  .map(section)
  .join('\n\n')}
`;
}

it('docs/claims-audit.md is what the transcriptions say', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/claims-audit.md');
});
