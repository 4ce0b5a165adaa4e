import type { PaperEntry } from '@paretoboard/contract/paper.js';
import { type PaperFamily, paperFamilies } from '@paretoboard/contract/paper-family.js';

/** Papers of one family. */
export interface FamilyOfPapers {
  family: PaperFamily;
  /** Those with a task. */
  measured: PaperEntry[];
  /** Those of which only the printed claims were looked at. */
  audited: PaperEntry[];
}

/** Papers by family, in the order of families; those without a paper are left out. */
export function byFamily(papers: readonly PaperEntry[]): FamilyOfPapers[] {
  return paperFamilies
    .map((family) => {
      const own = papers.filter((paper) => paper.family === family);
      return {
        family,
        measured: own.filter(({ task }) => task !== null),
        audited: own.filter(({ task }) => task === null),
      };
    })
    .filter(({ measured, audited }) => measured.length + audited.length > 0);
}
