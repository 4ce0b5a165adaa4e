import type { Explain } from './explainer.js';
import type { LinearClassifier } from './online-logistic.js';
import { fitWeighted, type Standardisation, standardise } from './weighted-logistic.js';

/** Rows that LIME-like methods have labelled. */
export const perturbations = 5_000;

/** Weight of each row from its squared distances to the instance, in standard deviations. */
export type Weigh = (squaredDistances: Float64Array) => Float64Array;

function squaredDistances(values: Float64Array, centre: Float64Array): Float64Array {
  const features = centre.length;
  const squares = new Float64Array(values.length / features);
  for (let item = 0; item < squares.length; item++)
    for (let i = 0; i < features; i++) squares[item]! += (values[item * features + i]! - centre[i]!) ** 2;
  return squares;
}

function agreement(
  { weights, bias }: LinearClassifier,
  codes: Uint8Array,
  labels: Uint8Array,
  rowWeights: Float64Array,
): number {
  let [agreeing, all] = [0, 0];
  labels.forEach((label, item) => {
    let logit = bias;
    for (let i = 0; i < weights.length; i++) logit += weights[i]! * codes[item * weights.length + i]!;
    all += rowWeights[item]!;
    if ((logit > 0 ? 1 : 0) === label) agreeing += rowWeights[item]!;
  });
  return agreeing / all;
}

/** One linear classifier for all rows, fitted to samples of the whole distribution that count by their distance. The rule holds nothing. */
export function explainByLinearFit(weigh: Weigh): Explain {
  return (world) => {
    const { mean, covariance } = world.normal;
    const { features } = world;
    const deviation = mean.map((_, i) => Math.sqrt(covariance[i * features + i]!));
    const spread: Standardisation = { mean, deviation };
    const rule = new Uint8Array(features);
    const [sampled] = world.sample([world.conditional(rule)], perturbations);
    const { codes, labels } = sampled!;
    const values = standardise(codes, spread);
    const weights = weigh(squaredDistances(values, standardise(world.instance, spread)));
    const classifier = fitWeighted({ values, labels, weights }, spread);
    return { rule, classifier, estimate: agreement(classifier, codes, labels, weights) };
  };
}
