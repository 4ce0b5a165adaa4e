import { primaryMetric, type TaskListing } from '@paretoboard/contract/task.js';
import { budgetAmount } from '../lib/budget-amount';
import { metricValue, unitSuffix } from '../lib/format';
import { words } from '../messages/words';

/** Protocol, tracks, data and budgets: under which terms the rows were made. */
export function TaskTerms({ task }: { task: TaskListing }) {
  const { unit } = primaryMetric(task);
  const { board: say, home, terms } = words();
  return (
    <div className="columns">
      <section className="section">
        <h2>{say.protocol}</h2>
        <p lang="en">{task.protocol}</p>
        <dl className="facts">
          {task.metrics.map((metric) => (
            <div key={metric.id}>
              <dt>{metric.name}</dt>
              <dd lang="en">{metric.description}</dd>
            </div>
          ))}
          <div>
            <dt>{say.chance}</dt>
            <dd>
              {metricValue(task.chance, unit)}
              {unitSuffix(unit)}
            </dd>
          </div>
        </dl>
      </section>
      <section className="section">
        <h2>{say.trackTitle}</h2>
        <dl className="facts">
          {task.tracks.map((track) => (
            <div key={track.id}>
              <dt lang="en">{track.title}</dt>
              <dd>
                <span lang="en">{track.description}</span>
                <span className="small quiet">
                  {' '}
                  {say.inTraining(track.trainingInputs.join(', '))} {say.atTestTime(track.testInputs.join(', '))}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="section">
        <h2>{say.data}</h2>
        <dl className="facts">
          {task.variants.map((variant) => (
            <div key={variant.id}>
              <dt lang="en">{variant.title}</dt>
              <dd>
                {variant.items
                  ? say.items(variant.items.train, variant.items.validation, variant.items.test)
                  : home.notHere}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="section">
        <h2>{say.budgets}</h2>
        <dl className="facts">
          {task.budgets.map((budget) => (
            <div key={budget.id}>
              <dt>{terms.budgets[budget.id]}</dt>
              <dd>{say.atMost(budgetAmount(budget.limit, budget.unit))}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
