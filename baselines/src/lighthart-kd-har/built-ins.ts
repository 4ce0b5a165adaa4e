import { type BuiltIn, builtInsFor } from '../built-in.js';

/** One thread answers: a single item keeps two busy with waiting for each other. */
const builtIn = builtInsFor('lighthart-kd-har', import.meta.url, 'inertial', 1);

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null', 0),
  builtIn('majority-class', 'Majority class', '../shared/majority-class', 1),
  builtIn('logistic-regression', 'Logistic regression on channel statistics', './logistic-regression', 3),
  builtIn('cnn-1d', 'Convolutions along time', './cnn-1d', 20),
  builtIn('lighthart-student', 'LightHART student, hard labels only', './lighthart-student', 40),
  builtIn('lighthart-teacher', 'LightHART teacher', './lighthart-teacher', 50, 'inertial-skeleton'),
  builtIn('lighthart-kd-har', 'LightHART student with distillation (the paper)', './lighthart-kd-har', 90),
];
