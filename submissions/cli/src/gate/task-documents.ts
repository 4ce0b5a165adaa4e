import { existsSync, readFileSync } from 'node:fs';
import type { TaskDefinition } from '@paretoboard/contract/task.js';
import { claimsAudit } from '@paretoboard/harness/claims/claims-audit.js';
import { claimPapers } from '@paretoboard/harness/claims/read-papers.js';
import type { GateCheck, GateResult } from './gate-check.js';

const parts = ['Problem', 'Method', 'Data', 'Protocol', 'Ambiguities', 'Surrogate', 'Settings tried'];

function readme(task: string): string {
  const registry = import.meta.resolve('@paretoboard/tasks/registry.js');
  const file = new URL(`../src/${task}/README.md`, registry);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function claimsAuditCheck({ id, claims }: TaskDefinition): GateResult {
  const check = (ok: boolean, message: string): GateResult => ({ id: 'claims-audit', ok, message });
  if (claims.length === 0) return check(false, 'no claim of the paper is registered');
  if (!claimPapers().includes(id))
    return check(false, `the printed figures of ${id} are not transcribed for the audit`);
  const { figures, checks, findings } = claimsAudit(id);
  const remarks = claims.reduce((sum, claim) => sum + claim.audit.length, 0);
  return check(
    true,
    `${claims.length} claims of the paper, ${remarks} remarks of their audit (${checks} checks of ${figures} printed figures, ${findings.length} findings)`,
  );
}

/** The task's page has its parts, and each claim of the paper has been audited. */
export const taskDocuments: GateCheck = async ({ task: { definition } }) => {
  const text = readme(definition.id);
  const missing = parts.filter((part) => !new RegExp(`^#+ ${part}`, 'm').test(text));
  return [
    {
      id: 'readme',
      ok: missing.length === 0,
      message: missing.length === 0 ? `parts ${parts.join(', ')}` : `README.md lacks ${missing.join(', ')}`,
    },
    claimsAuditCheck(definition),
  ];
};
