/** Writes one record over another for ever: `<folder> <home>`. A line on standard output for each that is written. */
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { writeRecord } from '@paretoboard/harness/records/write-record.js';

const [folder, home, once] = process.argv.slice(2);
const key = signingKey(home);
const first = await writeSampleRecord(folder, key, sampleData({ items: 20, queries: 20 }));
const { digest: _digest, signature: _signature, ...unsigned } = first;
console.log(first.digest);
for (let attempt = 2; !once; attempt++)
  console.log(writeRecord(folder, { ...unsigned, attempt, attempts: attempt }, key).digest);
