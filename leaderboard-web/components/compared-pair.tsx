import type { Comparison } from '@paretoboard/contract/comparison.js';
import type { ItemComparison } from '@paretoboard/contract/item-comparison.js';
import type { ReactNode } from 'react';
import { loadComparison, loadItemComparison } from '../lib/api';
import { metricTitle } from '../lib/board-columns';
import type { ComparedRow } from '../lib/compare-query';
import { differenceWords, latencyVerdict, metricVerdict, pWords, ratioWords, testWords } from '../lib/comparison-words';
import { metricValue, milliseconds } from '../lib/format';
import { readable } from '../lib/readable';
import { words } from '../messages/words';
import { FailureNote } from './failure-note';
import { SentOnce } from './sent-once';

interface ComparedPairProperties {
  first: ComparedRow;
  second: ComparedRow;
  /** Of the first row's metrics, by id. */
  names: ReadonlyMap<string, string>;
}

/** Two rows: every metric and scenario with its test and what that says, and the items on which they disagree. */
export async function ComparedPair({ first, second, names }: ComparedPairProperties) {
  const digests = [first.record.digest, second.record.digest] as const;
  const [comparison, items] = await Promise.all([loadComparison(...digests), loadItemComparison(...digests)]);
  return (
    <section className="section" aria-labelledby={`pair-${second.letter}`}>
      <h2 id={`pair-${second.letter}`}>
        {words().compare.pair(first.letter, second.letter)}{' '}
        <span className="foreign">{readable(second.record.submission.title)}</span>
      </h2>
      <SentOnce>
        {comparison.ok ? (
          <Answers comparison={comparison.value} names={names} first={first.letter} second={second.letter} />
        ) : (
          <FailureNote failure={comparison.failure} />
        )}
        {items.ok && <Disagreements items={items.value} first={first.letter} second={second.letter} />}
      </SentOnce>
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

/** @param names of metrics, by id; one that the task no longer has is called by its id */
function Answers({
  comparison,
  names,
  first,
  second,
}: PairProperties & { comparison: Comparison; names: ReadonlyMap<string, string> }) {
  const say = words().compare;
  return (
    <table className="sheet folds">
      <caption>{say.caption(first, second)}</caption>
      <thead>
        <tr>
          <th scope="col">{say.figure}</th>
          <PairHeads first={first} second={second} />
          <th scope="col" className="figure">
            {say.differenceOrRatio}
          </th>
          <th scope="col">{say.whatTestSays}</th>
        </tr>
      </thead>
      <tbody>
        {comparison.metrics.map((metric) => (
          <tr key={metric.id}>
            <th scope="row">
              {metricTitle({ name: names.get(metric.id) ?? metric.id, unit: metric.unit })}
              {metric.primary && <span className="detail">{say.primary}</span>}
            </th>
            <td className="figure" data-label={first}>
              {metricValue(metric.a, metric.unit)}
            </td>
            <td className="figure" data-label={second}>
              {metricValue(metric.b, metric.unit)}
            </td>
            <td className="figure" data-label={say.difference}>
              {differenceWords(metric)}
            </td>
            <td data-label={say.test}>
              <Verdict sentence={metricVerdict(metric, first, second)} {...metric} />
            </td>
          </tr>
        ))}
        {comparison.latency.map((latency) => (
          <tr key={`${latency.scenario} ${latency.figure}`}>
            <th scope="row">
              {latency.figure === 'p50Ms' ? 'p50 (ms)' : say.throughput}
              <span className="detail">{latency.scenario}</span>
            </th>
            <td className="figure" data-label={first}>
              {milliseconds(latency.a)}
            </td>
            <td className="figure" data-label={second}>
              {milliseconds(latency.b)}
            </td>
            <td className="figure" data-label={say.ratio}>
              {ratioWords(latency)}
            </td>
            <td data-label={say.test}>
              <Verdict sentence={latencyVerdict(latency, first, second)} {...latency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verdict({
  verdict,
  sentence,
  test,
  p,
}: {
  verdict: string;
  sentence: ReactNode;
  test: string | null;
  p: number | null;
}) {
  return (
    <div>
      <span className="verdict-words" data-verdict={verdict}>
        {sentence}
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
  const say = words().compare;
  if (items.reason !== null)
    return <p className="small quiet other-data">{say.noItems(<span lang="en">{items.reason}</span>)}</p>;
  const { units, equal, aLarger, bLarger, outcome, largest } = items;
  return (
    <details className="other-data">
      <summary>
        {say.disagreements(units, equal, <span lang="en">{outcome}</span>, first, aLarger, second, bLarger)}
      </summary>
      {largest.length > 0 && (
        <table className="sheet">
          <caption>{say.largest(largest.length, <span lang="en">{outcome}</span>)}</caption>
          <thead>
            <tr>
              <th scope="col">{say.item}</th>
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
