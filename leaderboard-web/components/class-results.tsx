import type { ClassResults } from '@paretoboard/contract/answers.js';
import { classNamesOf, confusions, matrixSummary, shareWords } from '../lib/class-words';
import { count, missing, plural } from '../lib/format';
import { ConfusionMatrix } from './confusion-matrix';

/** More classes than this stand behind a summary. */
const openClasses = 14;

/** Who was taken for whom: the matrix drawn, and as a table what it says. */
export function ClassResultsView({ results }: { results: ClassResults }) {
  const names = classNamesOf(results);
  return (
    <>
      <ConfusionMatrix results={results} summary={matrixSummary(results, names)} />
      {results.tied > 0 && (
        <p className="section-note">
          {plural(results.tied, 'answer')} had no single largest value. Here they count for the lowest of their classes;
          the accuracy shares the credit among them.
        </p>
      )}
      <details open={results.classes.length <= openClasses}>
        <summary>Each class as a table</summary>
        <ClassTable results={results} />
      </details>
    </>
  );
}

function ClassTable({ results }: { results: ClassResults }) {
  const names = classNamesOf(results);
  const all = confusions(results);
  return (
    <table className="sheet folds">
      <caption>
        Items are counted over {plural(results.seeds, 'seed')}. A share of nothing is no share: {missing}.
      </caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col" className="figure">
            Items
          </th>
          <th scope="col" className="figure">
            Recall
          </th>
          <th scope="col" className="figure">
            Precision
          </th>
          <th scope="col" className="figure">
            F1
          </th>
          <th scope="col">Most often taken for</th>
        </tr>
      </thead>
      <tbody>
        {results.classes.map((one, position) => {
          const worst = all.find(({ truth }) => truth === position);
          return (
            <tr key={one.class}>
              <th scope="row">
                {one.class} {one.name}
              </th>
              <td className="figure" data-label="Items">
                {count(one.support)}
              </td>
              <td className="figure" data-label="Recall">
                {shareWords(one.recall)}
              </td>
              <td className="figure" data-label="Precision">
                {shareWords(one.precision)}
              </td>
              <td className="figure" data-label="F1">
                {shareWords(one.f1)}
              </td>
              <td data-label="Most often taken for">
                {worst ? `${names(results.classes[worst.answer]!.class)}, ${count(worst.count)}` : missing}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
