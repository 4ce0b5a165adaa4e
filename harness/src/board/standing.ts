import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { rankObstacle } from './rank-obstacle.js';

/**
 * What makes two records attempts at one row. Whose it is belongs to it: nobody takes another's row, or a built-in's, by sending something of the same name.
 * @param owner of the submission, by name or id; null: nobody's
 */
export function rowKey(record: BenchmarkRecord, builtIn: boolean, owner: string | null): string {
  const { submission, track, division, runtime, machine, sandbox } = record;
  const whose = builtIn ? 'built-in' : `of ${owner ?? 'nobody'}`;
  return [submission.name, whose, track, division, runtime.name, machine.deviceClass, sandbox.level].join(' ');
}

/**
 * Of a row's attempts the one with the greatest key stands for it: valid before invalid, one that may be ranked before others, then the newest; of two at
 * one moment the greater digest. Keys compare byte by byte, and end with the record's digest.
 */
export function standingKey(record: BenchmarkRecord): string {
  const isValid = Number(record.verdict === 'VALID');
  const isRanked = Number(rankObstacle(record) === null);
  return `${isValid}${isRanked} ${new Date(record.finishedAt).toISOString()} ${record.digest}`;
}
