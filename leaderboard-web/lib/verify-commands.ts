import type { BenchmarkRecord } from '@paretoboard/contract/record.js';

/** Commands that fetch the record, the signer's key and every file beside it into a folder of its own, and verify that. @param host of this site */
export function verifyCommands({ digest, files }: BenchmarkRecord, host: string): string {
  const record = `http://${host}/api/v1/records/${digest}`;
  const names = ['public-key.pem', ...Object.values(files).flatMap((file) => (file ? [file.path] : []))];
  const folder = `record-${digest.slice(0, 12)}`;
  return [
    `mkdir ${folder} && curl -o ${folder}/record.json ${record}`,
    `for file in ${names.join(' ')}; do curl -o ${folder}/$file ${record}/files/$file; done`,
    `npx paretoboard verify ${folder}`,
  ].join('\n');
}
