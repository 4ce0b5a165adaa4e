import { median } from '../alternate.mjs';
import { answerDifference, geometricMean, largestDifference, ratioOf } from './figures.mjs';
import { referenceOf } from './participants.mjs';

/** Largest ratios to PyTorch that are good enough: of all models together, and of any one. Others are shown without. */
const goals = { tensorflow: { all: 1, one: 1.5 }, wasm: { all: 5, one: null } };
/** Relative: of a loss of the first steps, and of an answer beside its largest value. */
const tolerances = { losses: 1e-3, answer: 1e-4 };
const kinds = ['training', 'inference'];

function result(id, ours, theirs, spread, goal) {
  return { id, ours, theirs, ...spread, goal, ok: goal === null ? null : spread.ratio <= goal };
}

/** A runtime and what it is compared with, for every model that both have measured. @param kind a list of figures that ours has some of */
function pairsOf(measured, name, kind) {
  return measured.flatMap(({ model, runtimes }) => {
    const ours = runtimes.find((one) => one.name === name);
    const reference =
      ours &&
      referenceOf(
        ours,
        runtimes.map((one) => one.name),
      );
    const theirs = runtimes.find((one) => one.name === reference);
    return theirs && ours[kind].length > 0 ? [{ model, ours, theirs }] : [];
  });
}

const namesOf = (measured) => [...new Set(measured.flatMap(({ runtimes }) => runtimes.map(({ name }) => name)))];

/** Ratios `{id, ours, theirs, ratio, low, high, goal, ok}`, times in ms, memory in bytes; differences of losses and answers likewise, `ratio` to what is tolerated. */
export function resultsOf(measured) {
  const results = [];
  for (const name of namesOf(measured)) {
    const goal = goals[name] ?? { all: null, one: null };
    for (const kind of kinds) {
      const pairs = pairsOf(measured, name, kind);
      for (const { model, ours, theirs } of pairs) {
        const spread = ratioOf(ours[kind], theirs[kind]);
        results.push(result(`${kind}/${model}/${name}`, median(ours[kind]), median(theirs[kind]), spread, goal.one));
      }
      if (pairs.length === 0) continue;
      const spread = geometricMean(pairs.map(({ ours, theirs }) => [ours[kind], theirs[kind]]));
      results.push(result(`${kind}/all/${name}`, null, null, spread, goal.all));
    }
    results.push(...memoryResults(name, pairsOf(measured, name, 'inference')));
    for (const { model, ours, theirs } of pairsOf(measured, name, 'inference')) {
      const answer = answerDifference(ours.answer, theirs.answer);
      results.push(agreement(`answer/${model}/${name}`, answer, tolerances.answer));
      if (ours.losses)
        results.push(
          agreement(`losses/${model}/${name}`, largestDifference(ours.losses, theirs.losses), tolerances.losses),
        );
    }
  }
  return results;
}

/** Peak memory of the whole process beside that of PyTorch's, bytes: no goal, for the runtimes' own size is in it. */
function memoryResults(name, pairs) {
  const known = pairs.filter(({ ours, theirs }) => ours.peakBytes && theirs.peakBytes);
  if (known.length === 0) return [];
  const spread = ({ ours, theirs }) => ({ ratio: ours.peakBytes / theirs.peakBytes, low: null, high: null });
  const { ratio } = geometricMean(known.map(({ ours, theirs }) => [[ours.peakBytes], [theirs.peakBytes]]));
  return [
    ...known.map((pair) =>
      result(`memory/${pair.model}/${name}`, pair.ours.peakBytes, pair.theirs.peakBytes, spread(pair), null),
    ),
    result(`memory/all/${name}`, null, null, { ratio, low: null, high: null }, null),
  ];
}

/** @param difference relative */
function agreement(id, difference, tolerated) {
  return {
    id,
    ours: difference,
    theirs: tolerated,
    ratio: difference / tolerated,
    goal: 1,
    ok: difference <= tolerated,
  };
}

const digits = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const row = (cells) => `| ${cells.join(' | ')} |`;

function ratioCell(results, id) {
  const found = results.find((one) => one.id === id);
  if (!found) return '–';
  const interval = found.low === null ? '' : ` (${found.low.toFixed(2)}–${found.high.toFixed(2)})`;
  return `${found.ratio.toFixed(2)}${interval}`;
}

/** Ratios to PyTorch of a kind, a model a row. */
function ratioTable(measured, results, kind, names) {
  const lines = [
    row([`${kind}, batch`, 'PyTorch, ms', ...names]),
    row(['---', '---', ...names.map(() => '---')]),
    ...measured.map(({ model, batchSize, runtimes }) => {
      const theirs = runtimes.find(({ name }) => name.startsWith('pytorch'))?.[kind] ?? [];
      const time = theirs.length > 0 ? digits(median(theirs)) : '–';
      const cells = names.map((name) => ratioCell(results, `${kind}/${model}/${name}`));
      return row([`\`${model}\`, ${kind === 'training' ? batchSize : 1}`, time, ...cells]);
    }),
  ];
  if (measured.length > 1)
    lines.push(row(['**geometric mean**', '', ...names.map((name) => ratioCell(results, `${kind}/all/${name}`))]));
  return lines.join('\n');
}

/** An answer of each runtime by the number of its threads, ms. */
function threadsTable(measured) {
  const names = namesOf(measured);
  return [
    row(['inference by threads, ms', ...names]),
    row(['---', ...names.map(() => '---')]),
    ...measured.map(({ model, runtimes }) =>
      row([
        `\`${model}\``,
        ...names.map((name) => {
          const { inferenceByThreads = [] } = runtimes.find((one) => one.name === name) ?? {};
          return inferenceByThreads.map(({ threads, medianMs }) => `${threads}: ${digits(medianMs)}`).join(', ') || '–';
        }),
      ]),
    ),
  ].join('\n');
}

const megabytes = (bytes) => (bytes ? (bytes / 1e6).toFixed(0) : '–');

/** Peak memory of each process, and its ratio to PyTorch's. */
function memoryTable(measured, results, names) {
  const cell = (model, one) => {
    const found = results.find(({ id }) => id === `memory/${model}/${one?.name}`);
    return `${megabytes(one?.peakBytes)}${found ? ` (${found.ratio.toFixed(2)})` : ''}`;
  };
  return [
    row(['peak memory, MB', 'PyTorch', ...names]),
    row(['---', '---', ...names.map(() => '---')]),
    ...measured.map(({ model, runtimes }) => {
      const of = (name) => runtimes.find((one) => one.name === name);
      return row([`\`${model}\``, megabytes(of('pytorch')?.peakBytes), ...names.map((name) => cell(model, of(name)))]);
    }),
    ...(measured.length > 1
      ? [row(['**geometric mean**', '', ...names.map((name) => ratioCell(results, `memory/all/${name}`))])]
      : []),
  ].join('\n');
}

function agreementTable(measured, results, names) {
  const worst = (what, name) => {
    const differences = results.filter(({ id }) => id.startsWith(`${what}/`) && id.endsWith(`/${name}`));
    return differences.length === 0 ? '–' : Math.max(...differences.map(({ ours }) => ours)).toExponential(1);
  };
  return [
    row(['largest relative difference', ...names]),
    row(['---', ...names.map(() => '---')]),
    row([
      `losses of the first ${measured[0].runtimes.find(({ losses }) => losses)?.losses.length} steps`,
      ...names.map((name) => worst('losses', name)),
    ]),
    row(['answer to one item', ...names.map((name) => worst('answer', name))]),
  ].join('\n');
}

/** The figures beside PyTorch's as Markdown, and which goals are met. Without PyTorch: plain times. */
export function markdown(measured, results) {
  const names = namesOf(measured).filter((name) => !name.startsWith('pytorch'));
  if (!namesOf(measured).some((name) => name.startsWith('pytorch'))) return timeTable(measured, names);
  const verdicts = results
    .filter(({ ok, id }) => ok !== null && (/^(training|inference)\/all\//.test(id) || !ok))
    .map(({ id, ratio, goal, ok, ours }) =>
      /^(losses|answer)/.test(id)
        ? `- ${id}: differs by ${ours.toExponential(1)}, **more than tolerated**`
        : `- ${id}: ${ratio.toFixed(2)}, goal ${goal}: ${ok ? 'met' : '**not met**'}`,
    );
  return [
    ...kinds.map((kind) => ratioTable(measured, results, kind, names)),
    threadsTable(measured),
    memoryTable(measured, results, names),
    agreementTable(measured, results, names),
    verdicts.join('\n'),
  ].join('\n\n');
}

/** A result a line; without PyTorch plain times. */
export function linesOf(measured, results) {
  if (results.length === 0) return timeTable(measured, namesOf(measured));
  return results
    .map(({ id, ours, theirs, ratio, low, high, goal, ok }) => {
      const mark = ok === null ? '   ' : ok ? 'ok ' : 'BAD';
      if (/^(losses|answer)/.test(id))
        return `${mark} ${id}: differs by ${ours.toExponential(1)} (tolerated ${theirs.toExponential(0)})`;
      if (id.startsWith('memory') && ours !== null)
        return `${mark} ${id}: ${megabytes(ours)} MB, PyTorch ${megabytes(theirs)} MB, ratio ${ratio.toFixed(2)}`;
      const times = ours === null ? '' : `${digits(ours)} ms, PyTorch ${digits(theirs)} ms, `;
      const interval = low === null ? '' : ` (${low.toFixed(2)}–${high.toFixed(2)})`;
      return `${mark} ${id}: ${times}ratio ${ratio.toFixed(2)}${interval}${goal === null ? '' : `, goal ${goal}`}`;
    })
    .join('\n');
}

function timeTable(measured, names) {
  return kinds
    .map((kind) =>
      [
        row([`${kind}, ms`, ...names]),
        row(['---', ...names.map(() => '---')]),
        ...measured.map(({ model, runtimes }) =>
          row([
            `\`${model}\``,
            ...names.map((name) => {
              const figures = runtimes.find((one) => one.name === name)?.[kind] ?? [];
              return figures.length > 0 ? digits(median(figures)) : '–';
            }),
          ]),
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
