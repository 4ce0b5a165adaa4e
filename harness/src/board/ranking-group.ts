import type { BoardRow } from '@paretoboard/contract/board.js';

/** Rows are ranked, and make a front, only with rows of the same track, division, device class and precision. */
export function rankingGroup({
  track,
  division,
  machine,
  precision,
}: Pick<BoardRow, 'track' | 'division' | 'precision'> & {
  readonly machine: Pick<BoardRow['machine'], 'deviceClass'>;
}): string {
  return [track, division, machine.deviceClass, precision].join('\n');
}
