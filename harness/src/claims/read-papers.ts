import { readdirSync, readFileSync } from 'node:fs';
import { ClaimsError } from './claims-error.js';
import { type PaperClaims, paperClaimsSchema } from './paper-claims.js';

/** The transcriptions stay with the sources: nothing builds them. */
const folder = new URL('../../src/claims/papers/', import.meta.url);
const suffix = '.json';

/** Every paper whose printed claims are transcribed, in alphabetical order. */
export function claimPapers(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}

/** @throws ClaimsError where a paper is not transcribed, or its file is not as the schema says */
export function readPaper(paper: string): PaperClaims {
  if (!claimPapers().includes(paper)) throw new ClaimsError(`the claims of "${paper}" are not transcribed`);
  const text = readFileSync(new URL(`${paper}${suffix}`, folder), 'utf8');
  const parsed = paperClaimsSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new ClaimsError(`${paper}${suffix}: ${parsed.error.message}`);
  return parsed.data;
}
