import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { headers } from 'next/headers';
import { words } from '../messages/words';

/** Fetches the record, the signer's key and every file beside it into a folder of its own, and verifies that. */
function commands({ digest, files }: BenchmarkRecord, host: string): string {
  const record = `http://${host}/api/v1/records/${digest}`;
  const names = ['public-key.pem', ...Object.values(files).flatMap((file) => (file ? [file.path] : []))];
  const folder = `record-${digest.slice(0, 12)}`;
  return [
    `mkdir ${folder} && curl -o ${folder}/record.json ${record}`,
    `for file in ${names.join(' ')}; do curl -o ${folder}/$file ${record}/files/$file; done`,
    `npx paretoboard verify ${folder}`,
  ].join('\n');
}

/** Digest, signature, and the commands with which a reader checks both and the figures. */
export async function RecordProof({ record }: { record: BenchmarkRecord }) {
  const say = words().record;
  const host = (await headers()).get('host') ?? 'localhost';
  return (
    <div className="stack">
      <p className="section-note">{say.covers(<code lang="en">verify</code>)}</p>
      <pre>
        <code lang="en">{commands(record, host)}</code>
      </pre>
      <dl className="facts">
        <div>
          <dt>{say.digest}</dt>
          <dd className="digest">{record.digest}</dd>
        </div>
        <div>
          <dt>{say.signature}</dt>
          <dd className="digest">{record.signature.value}</dd>
        </div>
        <div>
          <dt>{say.key}</dt>
          <dd>
            <span className="digest">{record.signature.keyId}</span> ({record.signature.algorithm},{' '}
            <a href="/api/v1/keys">{say.publicKeys}</a>)
          </dd>
        </div>
      </dl>
    </div>
  );
}
