import type { ClassResults } from '@paretoboard/contract/answers.js';
import { classNamesOf, confusions, matrixSummary, shareWords } from '../lib/class-words';
import { count, missing } from '../lib/format';
import { words } from '../messages/words';
import { ConfusionMatrix } from './confusion-matrix';

/** More classes than this stand behind a summary. */
const openClasses = 14;

/** Who was taken for whom: the matrix drawn, and as a table what it says. */
export function ClassResultsView({ results }: { results: ClassResults }) {
  const say = words().answers;
  const names = classNamesOf(results);
  return (
    <>
      <ConfusionMatrix results={results} summary={matrixSummary(results, names)} />
      {results.tied > 0 && <p className="section-note">{say.tied(results.tied)}</p>}
      <details open={results.classes.length <= openClasses}>
        <summary>{say.asTable}</summary>
        <ClassTable results={results} />
      </details>
    </>
  );
}

function ClassTable({ results }: { results: ClassResults }) {
  const say = words().answers;
  const names = classNamesOf(results);
  const all = confusions(results);
  return (
    <table className="sheet folds">
      <caption>{say.classCaption(results.seeds, missing)}</caption>
      <thead>
        <tr>
          <th scope="col">{say.class}</th>
          <th scope="col" className="figure">
            {say.items}
          </th>
          <th scope="col" className="figure">
            {say.recall}
          </th>
          <th scope="col" className="figure">
            {say.precision}
          </th>
          <th scope="col" className="figure">
            F1
          </th>
          <th scope="col">{say.takenFor}</th>
        </tr>
      </thead>
      <tbody>
        {results.classes.map((one, position) => {
          const worst = all.find(({ truth }) => truth === position);
          return (
            <tr key={one.class}>
              <th scope="row">
                {one.class} <span className="foreign">{one.name}</span>
              </th>
              <td className="figure" data-label={say.items}>
                {count(one.support)}
              </td>
              <td className="figure" data-label={say.recall}>
                {shareWords(one.recall)}
              </td>
              <td className="figure" data-label={say.precision}>
                {shareWords(one.precision)}
              </td>
              <td className="figure" data-label="F1">
                {shareWords(one.f1)}
              </td>
              <td data-label={say.takenFor}>
                {worst ? `${names(results.classes[worst.answer]!.class)}, ${count(worst.count)}` : missing}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
