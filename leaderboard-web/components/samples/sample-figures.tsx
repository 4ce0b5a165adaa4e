import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { metricValue, unitSuffix } from '../../lib/format';
import { words } from '../../messages/words';

interface Properties {
  outcome: Readonly<Record<string, number>>;
  metrics: BenchmarkRecord['metrics'];
}

/** What an item contributes to the record's figures: those that are means over items. */
export function SampleFigures({ outcome, metrics }: Properties) {
  const say = words().answers;
  const own = metrics.filter(({ fromItems }) => fromItems && outcome[fromItems.outcome] !== undefined);
  if (own.length === 0) return null;
  return (
    <details>
      <summary>{say.figuresOfItem}</summary>
      <dl className="of-item">
        {own.map(({ id, unit, fromItems }) => {
          const value = outcome[fromItems!.outcome]! * (unit === '%' ? 100 : 1);
          return (
            <div key={id}>
              <dt>{id}</dt>
              <dd>
                {metricValue(value, unit)}
                {unitSuffix(unit)}
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
