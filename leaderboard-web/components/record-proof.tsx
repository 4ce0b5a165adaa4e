import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { headers } from 'next/headers';

/** Digest, signature, and the commands with which a reader checks both and the figures. */
export async function RecordProof({ record }: { record: BenchmarkRecord }) {
  const host = (await headers()).get('host') ?? 'localhost';
  return (
    <div className="stack">
      <p className="section-note">
        The digest covers everything above; the signature covers the digest. <code>verify</code> computes both again,
        and from the stored samples every figure that does not need the withheld labels.
      </p>
      <pre>
        <code>
          {`curl -o record.json http://${host}/api/v1/records/${record.digest}\nnpx paretoboard verify record.json`}
        </code>
      </pre>
      <dl className="facts">
        <div>
          <dt>Digest</dt>
          <dd className="digest">{record.digest}</dd>
        </div>
        <div>
          <dt>Signature</dt>
          <dd className="digest">{record.signature.value}</dd>
        </div>
        <div>
          <dt>Key</dt>
          <dd>
            <span className="digest">{record.signature.keyId}</span> ({record.signature.algorithm},{' '}
            <a href="/api/v1/keys">public keys</a>)
          </dd>
        </div>
      </dl>
    </div>
  );
}
