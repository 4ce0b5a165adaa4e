import type { TrainingResult } from '@paretoboard/contract/record.js';

export interface TrainingCurve {
  /** The name under which the submission reported the value: `loss`, `validationAccuracy` … */
  name: string;
  lines: { seed: number; points: { epoch: number; value: number }[] }[];
}

/** One curve for each reported name, one line in it for each seed; names with fewer than two points are left out. */
export function trainingCurves(training: readonly TrainingResult[]): TrainingCurve[] {
  const names = new Set(training.flatMap(({ history }) => history.flatMap(({ values }) => Object.keys(values))));
  return [...names]
    .map((name) => ({
      name,
      lines: training.map(({ seed, history }) => ({
        seed,
        points: history.flatMap(({ epoch, values }) => {
          const value = values[name];
          return value === undefined ? [] : [{ epoch, value }];
        }),
      })),
    }))
    .filter(({ lines }) => lines.some(({ points }) => points.length > 1));
}
