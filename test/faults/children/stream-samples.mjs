/** Streams rows into `<file>` for ever; says after each flush how many rows are in full blocks. */
import { writeSync } from 'node:fs';
import { ColumnWriter } from '@paretoboard/harness/records/column-writer.js';

const writer = new ColumnWriter(process.argv[2], 'latencies');
for (let query = 0; ; query++) {
  writer.append({ scenario: 'single-stream', model: 'submission', query, latencyMs: Math.sqrt(query + 1) });
  if (query % 500 === 499) {
    writer.flush();
    writeSync(1, `${query + 1}\n`);
  }
}
