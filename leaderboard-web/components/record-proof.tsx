import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { headers } from 'next/headers';
import { verifyCommands } from '../lib/verify-commands';
import { words } from '../messages/words';

/** Digest, signature, and the commands with which a reader checks both and the figures. */
export async function RecordProof({ record }: { record: BenchmarkRecord }) {
  const say = words().record;
  const host = (await headers()).get('host') ?? 'localhost';
  return (
    <div className="stack">
      <p className="section-note">{say.covers(<code lang="en">verify</code>)}</p>
      <pre>
        <code lang="en">{verifyCommands(record, host)}</code>
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
