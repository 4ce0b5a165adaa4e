import { Injectable } from '@nestjs/common';
import type { Paper, PaperEntry } from '@paretoboard/contract/paper.js';
import { claimsAudit } from '@paretoboard/harness/claims/claims-audit.js';
import { claimPapers, readPaper } from '@paretoboard/harness/claims/read-papers.js';
import { taskIds } from '@paretoboard/tasks/registry.js';
import { notFound } from '../http/problem.js';

/** Papers whose claims are transcribed, audited once: the transcriptions are part of the release. */
@Injectable()
export class PapersService {
  private readonly known = new Map<string, Paper>();

  all(): PaperEntry[] {
    return claimPapers().map((id) => {
      const { audit, ...entry } = this.one(id);
      return { ...entry, findings: audit.findings.length };
    });
  }

  /** @throws ProblemError 404 */
  one(id: string): Paper {
    const paper = this.known.get(id) ?? read(id);
    this.known.set(id, paper);
    return paper;
  }
}

/** A task and its paper have one id. */
function read(id: string): Paper {
  if (!claimPapers().includes(id)) throw notFound(`paper "${id}": its claims are not transcribed; see /api/v1/papers`);
  const audit = claimsAudit(id);
  const { family } = readPaper(id);
  return { id, title: audit.title, doi: audit.doi, family, task: taskIds.includes(id) ? id : null, audit };
}
