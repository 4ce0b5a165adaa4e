import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('r-lime', import.meta.url, 'labels');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null-explainer', 0),
  builtIn('constant', 'No rule, always the instance’s class (control)', './constant', 0),
  builtIn('whole-instance', 'Every feature held (control)', './whole-instance', 0),
  builtIn('lime', 'LIME: one weighted linear model', './lime', 1),
  builtIn('nearest-logistic', 'Logistic regression on the nearest 5 %', './nearest-logistic', 1),
  builtIn('anchor', 'Anchors: rules in which the black box is constant', './anchor', 2),
  builtIn('r-lime', 'R-LIME: rules in which it is linear (the paper)', './r-lime', 2),
];
