import { existsSync, readFileSync } from 'node:fs';
import type { GateCheck } from './gate-check.js';

const parts = ['Problem', 'Method', 'Data', 'Protocol', 'Ambiguities', 'Surrogate', 'Settings tried'];

function readme(task: string): string {
  const registry = import.meta.resolve('@paretoboard/tasks/registry.js');
  const file = new URL(`../src/${task}/README.md`, registry);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The task's page has its parts, and each claim of the paper has been audited. */
export const taskDocuments: GateCheck = async ({ task: { definition } }) => {
  const text = readme(definition.id);
  const missing = parts.filter((part) => !new RegExp(`^#+ ${part}`, 'm').test(text));
  const { claims } = definition;
  const findings = claims.reduce((sum, claim) => sum + claim.audit.length, 0);
  return [
    {
      id: 'readme',
      ok: missing.length === 0,
      message: missing.length === 0 ? `parts ${parts.join(', ')}` : `README.md lacks ${missing.join(', ')}`,
    },
    {
      id: 'claims-audit',
      ok: claims.length > 0,
      message:
        claims.length > 0
          ? `${claims.length} claims of the paper, ${findings} remarks of their audit`
          : 'no claim of the paper is registered',
    },
  ];
};
