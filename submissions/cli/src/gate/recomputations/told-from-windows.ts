import { primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

type Row = readonly number[];

const mean = (values: Row): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviationOf(values: Row): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

const dot = (a: Row, b: Row): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** Values by channel and step. */
function channelsOf(window: ArrayLike<number>, channels: number): number[][] {
  return Array.from({ length: channels }, (_, channel) =>
    Array.from(window).filter((_value, at) => at % channels === channel),
  );
}

function featuresOf(courses: readonly Row[]): number[] {
  const each = courses.flatMap((course) => {
    const changes = [1, 2, 4, 8, 16, 32].map((lag) =>
      mean(course.slice(lag).map((value, at) => (value - course[at]!) ** 2)),
    );
    return [mean(course), Math.log(deviationOf(course) + 1e-3), ...changes.map((change) => Math.log(change + 1e-6))];
  });
  const pairs = courses.flatMap((a, index) =>
    courses.slice(index + 1).map((b) => {
      const spread = deviationOf(a) * deviationOf(b);
      return spread < 1e-6 ? 0 : (mean(a.map((value, at) => value * b[at]!)) - mean(a) * mean(b)) / spread;
    }),
  );
  return [...each, ...pairs];
}

/** Inverse of a regular matrix by elimination. */
function inverse(matrix: readonly Row[]): number[][] {
  const rows = matrix.map((row, at) => [...row, ...row.map((_, column) => (column === at ? 1 : 0))]);
  for (const at of matrix.keys()) {
    const pivot = rows[at]![at]!;
    rows[at] = rows[at]!.map((value) => value / pivot);
    for (const [other, row] of rows.entries()) {
      const factor = row[at]!;
      if (other !== at && factor !== 0) rows[other] = row.map((value, column) => value - factor * rows[at]![column]!);
    }
  }
  return rows.map((row) => row.slice(matrix.length));
}

/** Nearest class mean in the metric of the shrunk pooled covariance. */
function learn(rows: readonly Row[], labels: Row): (row: Row) => number {
  const size = rows[0]!.length;
  const columns = Array.from({ length: size }, (_, at) => rows.map((row) => row[at]!));
  const means = columns.map(mean);
  const spreads = columns.map((column) => deviationOf(column)).map((value) => (value < 1e-9 ? 1 : value));
  const scaled = (row: Row) => row.map((value, at) => Math.min(3, Math.max(-3, (value - means[at]!) / spreads[at]!)));
  const known = rows.map(scaled);
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  const centres = new Map(
    classes.map((label) => {
      const own = known.filter((_, index) => labels[index] === label);
      return [label, Array.from({ length: size }, (_, at) => mean(own.map((row) => row[at]!)))];
    }),
  );
  const around = known.map((row, index) => row.map((value, at) => value - centres.get(labels[index]!)![at]!));
  const byFeature = Array.from({ length: size }, (_, at) => around.map((row) => row[at]!));
  const pooled = byFeature.map((a) => byFeature.map((b) => dot(a, b) / rows.length));
  const level = mean(pooled.map((row, at) => row[at]!));
  const precision = inverse(
    pooled.map((row, a) => row.map((value, b) => 0.9 * value + (a === b ? 0.1 * level + 1e-6 : 0))),
  );
  return (row) => {
    const values = scaled(row);
    const distances = classes.map((label) => {
      const apart = values.map((value, at) => value - centres.get(label)![at]!);
      return dot(
        apart,
        precision.map((line) => dot(line, apart)),
      );
    });
    return classes[distances.indexOf(Math.min(...distances))]!;
  };
}

/** Recalls of all classes, averaged, above chance. */
function skill(said: Row, truth: Row): number {
  const classes = [...new Set(truth)];
  const recalls = classes.map((label) => {
    const own = said.filter((_, index) => truth[index] === label);
    return own.filter((one) => one === label).length / own.length;
  });
  return (mean(recalls) - 1 / classes.length) / (1 - 1 / classes.length);
}

interface Told {
  readonly activity: number;
  readonly subject: number;
}

const subjectOf = ({ item }: Answer): number => item.inputs.subject!.data[0]!;
const activityOf = ({ item }: Answer): number => item.targets.activity!.data[0]!;

/** How well referees that learnt from `windowOf` the teaching answers judge the changed windows. */
function told(
  teaching: readonly Answer[],
  judged: readonly Answer[],
  windowOf: (answer: Answer) => ArrayLike<number>,
): Told {
  const channels = teaching[0]!.item.inputs.window!.shape[1]!;
  const learnt = teaching.map((answer) => channelsOf(windowOf(answer), channels));
  const scales = Array.from({ length: channels }, (_, channel) => {
    const all = learnt.flatMap((courses) => courses[channel]!);
    const [centre, spread] = [mean(all), deviationOf(all)];
    return { centre, spread: spread > 1e-7 * (1 + Math.abs(centre)) ? spread : 1 };
  });
  const rowOf = (courses: readonly Row[]) =>
    featuresOf(courses.map((course, at) => course.map((value) => (value - scales[at]!.centre) / scales[at]!.spread)));
  const rows = learnt.map(rowOf);
  const asked = judged.map(({ outputs }) => rowOf(channelsOf(outputs.window!.data, channels)));
  const skillIn = (labelOf: (answer: Answer) => number): number =>
    skill(asked.map(learn(rows, teaching.map(labelOf))), judged.map(labelOf));
  return { activity: skillIn(activityOf), subject: skillIn(subjectOf) };
}

/** The window of anybody who does the same (who is hidden, what is told), of nobody, or either with noise. */
function windowFor(
  items: readonly Answer['item'][],
  own: Answer['item'],
  kind: AnswerKind,
  random: Random,
): Float32Array {
  const window = own.inputs.window!.data as Float32Array;
  if (kind === 'wrong') return new Float32Array(window.length).fill(2);
  const label = own.targets.activity!.data[0];
  const alike = items.filter(({ targets }) => targets.activity!.data[0] === label);
  const other = alike[random.integer(alike.length)]!.inputs.window!.data as Float32Array;
  if (kind === 'right') return other;
  return (random.uniform() < 0.5 ? window : other).map((value) => value + random.normal(0, 0.2));
}

/** Windows that referees of activity and subject judge, themselves trained on windows of the test split. */
export const toldFromWindows: Recomputation = {
  fits: (definition) =>
    definition.interaction === 'transform' && primaryMetric(definition).id === 'utility-minus-leakage',
  answers: ({ surrogate }, kind, random) => {
    const items = Array.from({ length: surrogate.test.items }, (_, index) => surrogate.test.read(index));
    return items.map((item, index) => ({
      index,
      item,
      outputs: { window: { ...item.inputs.window!, data: windowFor(items, item, kind, random) } },
    }));
  },
  expected: (answers) => {
    const [teaching, judged] = [0, 1].map((role) =>
      answers.filter(({ item }) => item.targets.role!.data[0] === role),
    ) as [Answer[], Answer[]];
    const fixed = told(teaching, judged, ({ item }) => item.inputs.window!.data);
    const anew = told(teaching, judged, ({ outputs }) => outputs.window!.data);
    return 100 * (Math.max(fixed.activity, anew.activity) - Math.max(fixed.subject, anew.subject));
  },
};
