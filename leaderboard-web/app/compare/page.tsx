import type { Metadata } from 'next';
import Link from 'next/link';
import { ComparedCurves } from '../../components/compared-curves';
import { ComparedPair } from '../../components/compared-pair';
import { FailureNote } from '../../components/failure-note';
import { loadRecord } from '../../lib/api';
import type { SearchParameters } from '../../lib/board-query';
import { type ComparedRow, compareHref, mostCompared, readCompareQuery } from '../../lib/compare-query';
import { rowLetter } from '../../lib/format';
import { readable } from '../../lib/readable';

export const metadata: Metadata = { title: 'Compare', robots: { index: false } };

export default async function ComparePage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const asked = readCompareQuery(await searchParams);
  const loaded = await Promise.all(asked.slice(0, mostCompared).map((digest) => loadRecord(digest)));
  const rows = loaded.flatMap((each, index) => (each.ok ? [{ letter: rowLetter(index), record: each.value }] : []));
  const failures = loaded.flatMap((each) => (each.ok ? [] : [each.failure]));
  const [base, ...others] = rows;
  return (
    <>
      <header className="page-head">
        <h1>Compare</h1>
        <p className="lead">
          Accuracy by a paired test on the same test items, latency by a test over starts. Equal is an answer, and so is
          “too few data”.
        </p>
      </header>
      {asked.length > mostCompared && (
        <p className="empty section">
          {asked.length} rows were chosen; the first {mostCompared} are compared.
        </p>
      )}
      {failures.map((failure) => (
        <FailureNote key={failure.detail} failure={failure} />
      ))}
      {base && others.length > 0 ? (
        <Comparison base={base} others={others} />
      ) : (
        <p className="empty section">
          Choose two to {mostCompared} rows of a board and press “Compare”. <Link href="/">All boards</Link>.
        </p>
      )}
    </>
  );
}

function Comparison({ base, others }: { base: ComparedRow; others: readonly ComparedRow[] }) {
  const rows = [base, ...others];
  return (
    <>
      <section className="section" aria-label="Rows">
        <ul className="compared">
          {rows.map((row) => (
            <li key={row.record.digest}>
              <strong>{row.letter}</strong>
              <Link className="foreign" href={`/records/${row.record.digest}`} prefetch={false}>
                {readable(row.record.submission.title)}
              </Link>
              <span className="small quiet">
                {row.record.task.id}, {row.record.variant.id}, {row.record.runtime.name}, {row.record.profile}
              </span>
              {row === base ? (
                <span className="small">the others are compared with this</span>
              ) : (
                <Link
                  className="small"
                  prefetch={false}
                  href={compareHref([row, ...rows.filter((each) => each !== row)].map(({ record }) => record.digest))}
                >
                  compare all with {row.letter}
                </Link>
              )}
            </li>
          ))}
        </ul>
        <p className="small quiet">This page’s address holds the choice: share it as it is.</p>
      </section>
      {others.map((other) => (
        <ComparedPair key={other.record.digest} first={base} second={other} />
      ))}
      <ComparedCurves rows={rows} />
    </>
  );
}
