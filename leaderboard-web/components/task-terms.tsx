import { primaryMetric, type TaskListing } from '@paretoboard/contract/task.js';
import { count, metricValue, unitSuffix } from '../lib/format';
import { budgetAmount, budgetWords } from '../lib/words';

/** Protocol, tracks, data and budgets: under which terms the rows were made. */
export function TaskTerms({ task }: { task: TaskListing }) {
  const { unit } = primaryMetric(task);
  return (
    <div className="columns">
      <section className="section">
        <h2>Protocol</h2>
        <p>{task.protocol}</p>
        <dl className="facts">
          {task.metrics.map((metric) => (
            <div key={metric.id}>
              <dt>{metric.name}</dt>
              <dd>{metric.description}</dd>
            </div>
          ))}
          <div>
            <dt>Chance</dt>
            <dd>
              {metricValue(task.chance, unit)}
              {unitSuffix(unit)}
            </dd>
          </div>
        </dl>
      </section>
      <section className="section">
        <h2>Tracks</h2>
        <dl className="facts">
          {task.tracks.map((track) => (
            <div key={track.id}>
              <dt>{track.title}</dt>
              <dd>
                {track.description}
                <span className="small quiet">
                  {' '}
                  In training: {track.trainingInputs.join(', ')}. At test time: {track.testInputs.join(', ')}.
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="section">
        <h2>Data</h2>
        <dl className="facts">
          {task.variants.map((variant) => (
            <div key={variant.id}>
              <dt>{variant.title}</dt>
              <dd>
                {variant.items
                  ? `${count(variant.items.train)} train, ${count(variant.items.validation)} validation, ${count(variant.items.test)} test`
                  : 'not on this machine'}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="section">
        <h2>Budgets</h2>
        <dl className="facts">
          {task.budgets.map((budget) => (
            <div key={budget.id}>
              <dt>{budgetWords[budget.id]}</dt>
              <dd>at most {budgetAmount(budget.limit, budget.unit)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
