import type { Metadata } from 'next';
import Link from 'next/link';
import { ComparedCurves } from '../../components/compared-curves';
import { ComparedPair } from '../../components/compared-pair';
import { FailureNote } from '../../components/failure-note';
import { loadRecord } from '../../lib/api';
import type { SearchParameters } from '../../lib/board-query';
import { type ComparedRow, compareHref, mostCompared, readCompareQuery } from '../../lib/compare-query';
import { rowLetter } from '../../lib/format';
import { metricNames } from '../../lib/metric-names';
import { readable } from '../../lib/readable';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  return { title: words().compare.title, robots: { index: false } };
}

export default async function ComparePage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const say = words().compare;
  const asked = readCompareQuery(await searchParams);
  const loaded = await Promise.all(asked.slice(0, mostCompared).map((digest) => loadRecord(digest)));
  const rows = loaded.flatMap((each, index) => (each.ok ? [{ letter: rowLetter(index), record: each.value }] : []));
  const failures = loaded.flatMap((each) => (each.ok ? [] : [each.failure]));
  const [base, ...others] = rows;
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">{say.lead}</p>
      </header>
      {asked.length > mostCompared && <p className="empty section">{say.tooMany(asked.length, mostCompared)}</p>}
      {failures.map((failure) => (
        <FailureNote key={failure.detail} failure={failure} />
      ))}
      {base && others.length > 0 ? (
        <Comparison base={base} others={others} />
      ) : (
        <p className="empty section">
          {say.choose(mostCompared, (text) => (
            <Link href="/">{text}</Link>
          ))}
        </p>
      )}
    </>
  );
}

async function Comparison({ base, others }: { base: ComparedRow; others: readonly ComparedRow[] }) {
  const say = words().compare;
  const names = await metricNames(base.record.task.id);
  const rows = [base, ...others];
  return (
    <>
      <section className="section" aria-label={say.rows}>
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
                <span className="small">{say.isBase}</span>
              ) : (
                <Link
                  className="small"
                  prefetch={false}
                  href={compareHref([row, ...rows.filter((each) => each !== row)].map(({ record }) => record.digest))}
                >
                  {say.makeBase(row.letter)}
                </Link>
              )}
            </li>
          ))}
        </ul>
        <p className="small quiet">{say.share}</p>
      </section>
      {others.map((other) => (
        <ComparedPair key={other.record.digest} first={base} second={other} names={names} />
      ))}
      <ComparedCurves rows={rows} />
    </>
  );
}
