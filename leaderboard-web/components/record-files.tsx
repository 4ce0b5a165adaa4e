import type { BenchmarkRecord, RecordFile } from '@paretoboard/contract/record.js';
import { bytes } from '../lib/format';

const words: Record<keyof BenchmarkRecord['files'], string> = {
  items: 'Outcome of every test item, without labels',
  latencies: 'Every timed query, raw',
  outputs: 'Outputs, for scoring again',
  log: 'What the implementation printed',
  telemetry: 'Load and temperature during the run',
};

/** The raw material of the record, each file with the digest that the record signs. */
export function RecordFiles({ record }: { record: BenchmarkRecord }) {
  const kept = Object.entries(record.files).filter(
    (entry): entry is [keyof typeof words, RecordFile] => entry[1] !== null,
  );
  if (kept.length === 0) return <p>This record has no files.</p>;
  return (
    <table className="sheet folds">
      <caption>Files that belong to the record</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Holds</th>
          <th scope="col" className="figure">
            Size
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
            <td data-label="Holds">{words[name]}</td>
            <td className="figure" data-label="Size">
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
