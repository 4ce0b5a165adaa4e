import type { TaskDefinition } from '@paretoboard/contract/task.js';
import { auditPaper } from '@paretoboard/harness/claims/audit-paper.js';
import type { PaperClaims } from '@paretoboard/harness/claims/paper-claims.js';
import { printedCell } from '@paretoboard/harness/claims/printed-cell.js';
import { readPaper } from '@paretoboard/harness/claims/read-papers.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTask, taskIds } from './registry.js';

function figuresOf({ tables }: PaperClaims, name: string): number[] {
  const rows = tables.filter(({ table }) => table === name).flatMap((table) => table.rows);
  return rows.flat().flatMap((cell) => printedCell(cell)?.figures.map(({ value }) => value) ?? []);
}

function isAmong(figures: readonly number[], value: number): boolean {
  return figures.some((figure) => Math.abs(figure - value) < 1e-9 || Math.abs(100 * figure - value) < 1e-9);
}

describe.each(taskIds.map((id) => [id]))('claims of %s', (id) => {
  const paper = readPaper(id);
  let claims: TaskDefinition['claims'];
  beforeAll(async () => {
    claims = (await loadTask(id)).definition.claims;
  }, 120_000);

  it('stand in the transcription where they name a table that is transcribed', () => {
    const numbered = claims.filter(({ table }) => figuresOf(paper, table).length > 0);
    const strangers = numbered.filter(({ table, value }) => !isAmong(figuresOf(paper, table), value));
    expect(strangers.map(({ method, table, value }) => `${method}: ${value}, ${table}`)).toEqual([]);
  });

  it('carry what the audit of the paper finds about them', () => {
    const { findings } = auditPaper(paper);
    for (const { value, table, audit } of claims) {
      const about = findings.filter(
        ({ severity, tables, figures }) => severity !== 'rounding' && tables.includes(table) && isAmong(figures, value),
      );
      expect(audit.map(({ code }) => code)).toEqual(expect.arrayContaining(about.map(({ check }) => check)));
    }
  });
});
