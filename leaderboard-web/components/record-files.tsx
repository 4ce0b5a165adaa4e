import type { BenchmarkRecord, RecordFile } from '@paretoboard/contract/record.js';
import { bytes } from '../lib/format';
import { words } from '../messages/words';

/** The raw material of the record, each file with the digest that the record signs. */
export function RecordFiles({ record }: { record: BenchmarkRecord }) {
  const kept = Object.entries(record.files).filter(
    (entry): entry is [keyof BenchmarkRecord['files'], RecordFile] => entry[1] !== null,
  );
  const say = words().record;
  if (kept.length === 0) return <p>{say.noFiles}</p>;
  return (
    <table className="sheet folds">
      <caption>{say.filesCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.file}</th>
          <th scope="col">{say.holds}</th>
          <th scope="col" className="figure">
            {say.size}
          </th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {kept.map(([name, file]) => (
          <tr key={name}>
            <th scope="row">
              <a href={`/api/v1/records/${record.digest}/files/${encodeURIComponent(file.path)}`}>{file.path}</a>
            </th>
            <td data-label={say.holds}>{say.contents[name]}</td>
            <td className="figure" data-label={say.size}>
              {bytes(file.bytes)}
            </td>
            <td data-label="SHA-256">
              <span className="digest">{file.sha256}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
