import type { RuleSample } from '@paretoboard/contract/samples.js';
import { shareWords } from '../../lib/class-words';
import { count, significant } from '../../lib/format';
import { words } from '../../messages/words';
import type { SampleProperties } from './sample-properties';

/** A rule around one instance: where it holds, how well the linear classifier agrees with the black box there, and that classifier. */
export function RuleCard({ sample }: SampleProperties<RuleSample>) {
  const say = words().answers;
  const { features, threshold, estimate, outcome, item } = sample;
  const held = features.map((feature, index) => ({ ...feature, index })).filter((feature) => feature.held);
  const { fidelity, coverage, askedRows } = outcome;
  const isKept = fidelity !== undefined && fidelity >= threshold;
  return (
    <figure className="sample large">
      <div className="rule">
        <p>{held.length === 0 ? say.holdsEverywhere : say.holdsWhere}</p>
        {held.length > 0 && (
          <ul>
            {held.map(({ index, name, code, levels }) => (
              <li key={index}>
                <strong>{name ?? say.feature(index + 1)}</strong> {say.levelOf(code + 1, levels)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <figcaption>
        {fidelity !== undefined && (
          <strong className={isKept ? 'right' : 'wrong'}>
            {isKept ? '✓' : '✗'} {say.agreement(shareWords(fidelity), shareWords(threshold))}
          </strong>
        )}
        {coverage !== undefined && <span>{say.coverage(shareWords(coverage))}</span>}
        <span className="detail">{say.promised(shareWords(estimate))}</span>
        <span className="detail">
          {askedRows !== undefined && `${say.askedRows(askedRows)} `}
          {say.item(item)}
        </span>
        <details>
          <summary>{say.classifierAsTable}</summary>
          <WeightTable sample={sample} />
        </details>
      </figcaption>
    </figure>
  );
}

function WeightTable({ sample: { features, bias } }: { sample: RuleSample }) {
  const say = words().answers;
  return (
    <table className="of-item">
      <thead>
        <tr>
          <th scope="col">{say.featureColumn}</th>
          <th scope="col">{say.level}</th>
          <th scope="col">{say.held}</th>
          <th scope="col">{say.weight}</th>
        </tr>
      </thead>
      <tbody>
        {features.map(({ name, code, levels, held, weight }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: features are known by their place
          <tr key={index}>
            <th scope="row">{name ?? say.feature(index + 1)}</th>
            <td>
              {count(code + 1)} / {count(levels)}
            </td>
            <td>{held ? '✓' : ''}</td>
            <td>{weightWords(weight)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{say.bias}</th>
          <td />
          <td />
          <td>{weightWords(bias)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function weightWords(weight: number): string {
  return weight === 0 ? '0' : significant(weight, 3);
}
