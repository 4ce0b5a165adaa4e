import type { Quota } from '@paretoboard/contract/quota.js';
import { bytesInWords, table } from '../table.js';

/** One limit a line. Bytes of storage are shown in powers of 1000. */
export function quotaText(quotas: readonly Quota[]): string {
  const rows = quotas.map(({ of, kind, task, challenge, limit, used, remaining, freesAt }) => {
    const amounts = [used, limit, remaining].map(kind === 'stored-bytes' ? bytesInWords : String);
    return [of, kind, challenge ?? task ?? 'all tasks', ...amounts, freesAt ?? '–'];
  });
  return table(['OF', 'QUOTA', 'WHERE', 'USED', 'LIMIT', 'LEFT', 'NEXT FREED'], rows);
}
