import type { Comparison } from '@paretoboard/contract/comparison.js';
import type { ItemComparison } from '@paretoboard/contract/item-comparison.js';
import { loadComparison, loadItemComparison } from '../lib/api';
import type { ComparedRow } from '../lib/compare-query';
import { differenceWords, latencyVerdict, metricVerdict, pWords, ratioWords, testWords } from '../lib/comparison-words';
import { count, metricValue, milliseconds, plural } from '../lib/format';
import { readable } from '../lib/readable';
import { FailureNote } from './failure-note';

/** Two rows: every metric and scenario with its test and what that says, and the items on which they disagree. */
export async function ComparedPair({ first, second }: { first: ComparedRow; second: ComparedRow }) {
  const digests = [first.record.digest, second.record.digest] as const;
  const [comparison, items] = await Promise.all([loadComparison(...digests), loadItemComparison(...digests)]);
  return (
    <section className="section" aria-labelledby={`pair-${second.letter}`}>
      <h2 id={`pair-${second.letter}`}>
        {first.letter} and {second.letter}: <span className="foreign">{readable(second.record.submission.title)}</span>
      </h2>
      {comparison.ok ? (
        <Answers comparison={comparison.value} first={first.letter} second={second.letter} />
      ) : (
        <FailureNote failure={comparison.failure} />
      )}
      {items.ok && <Disagreements items={items.value} first={first.letter} second={second.letter} />}
    </section>
  );
}

interface PairProperties {
  first: string;
  second: string;
}

function PairHeads({ first, second }: PairProperties) {
  return (
    <>
      <th scope="col" className="figure">
        {first}
      </th>
      <th scope="col" className="figure">
        {second}
      </th>
    </>
  );
}

function Answers({ comparison, first, second }: PairProperties & { comparison: Comparison }) {
  return (
    <table className="sheet folds">
      <caption>
        Differences are {first} minus {second}, ratios {first} over {second}; [brackets] are 95 % intervals. Each line
        answers a question of its own, without correction for their number.
      </caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <PairHeads first={first} second={second} />
          <th scope="col" className="figure">
            Difference or ratio
          </th>
          <th scope="col">What the test says</th>
        </tr>
      </thead>
      <tbody>
        {comparison.metrics.map((metric) => (
          <tr key={metric.id}>
            <th scope="row">
              {metric.id}
              {metric.unit === '1' ? '' : ` (${metric.unit})`}
              {metric.primary && <span className="detail">primary</span>}
            </th>
            <td className="figure" data-label={first}>
              {metricValue(metric.a, metric.unit)}
            </td>
            <td className="figure" data-label={second}>
              {metricValue(metric.b, metric.unit)}
            </td>
            <td className="figure" data-label="Difference">
              {differenceWords(metric)}
            </td>
            <td data-label="Test">
              <Verdict words={metricVerdict(metric, first, second)} {...metric} />
            </td>
          </tr>
        ))}
        {comparison.latency.map((latency) => (
          <tr key={`${latency.scenario} ${latency.figure}`}>
            <th scope="row">
              {latency.figure === 'p50Ms' ? 'p50 (ms)' : 'Throughput (per second)'}
              <span className="detail">{latency.scenario}</span>
            </th>
            <td className="figure" data-label={first}>
              {milliseconds(latency.a)}
            </td>
            <td className="figure" data-label={second}>
              {milliseconds(latency.b)}
            </td>
            <td className="figure" data-label="Ratio">
              {ratioWords(latency)}
            </td>
            <td data-label="Test">
              <Verdict words={latencyVerdict(latency, first, second)} {...latency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verdict({
  verdict,
  words,
  test,
  p,
}: {
  verdict: string;
  words: string;
  test: string | null;
  p: number | null;
}) {
  return (
    <div>
      <span className="verdict-words" data-verdict={verdict}>
        {words}
      </span>
      {test !== null && (
        <span className="detail">
          {testWords(test)}
          {p !== null && `, ${pWords(p)}`}
        </span>
      )}
    </div>
  );
}

function Disagreements({ items, first, second }: PairProperties & { items: ItemComparison }) {
  if (items.reason !== null) return <p className="small quiet other-data">No items to compare: {items.reason}.</p>;
  const { units, equal, aLarger, bLarger, outcome, largest } = items;
  return (
    <details className="other-data">
      <summary>
        Of {plural(units, 'test item')} they agree on {count(equal)}; “{outcome}” is larger for {first} on{' '}
        {count(aLarger)}, for {second} on {count(bLarger)}
      </summary>
      {largest.length > 0 && (
        <table className="sheet">
          <caption>
            The {count(largest.length)} largest disagreements: “{outcome}”, mean over seeds. Labels are not published.
          </caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <PairHeads first={first} second={second} />
            </tr>
          </thead>
          <tbody>
            {largest.map(({ unit, a, b }) => (
              <tr key={unit}>
                <th scope="row" className="foreign">
                  {readable(unit)}
                </th>
                <td className="figure">{metricValue(a, '1')}</td>
                <td className="figure">{metricValue(b, '1')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
