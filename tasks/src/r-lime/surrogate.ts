import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { codeRecidivism, recidivismFeatures, recidivismFile } from './recidivism-table.js';

/** As the paper's data have them, and the structure that rectangles with linear classifiers exploit. */
export const parameters = {
  rows: 9_549,
  /** Common factors of the latent normal vector; the rest of a feature's variance is its own. */
  factors: 4,
  commonShare: 0.4,
  /** Two binary features whose four combinations are gates, each with a linear rule of its own. */
  gates: ['Married', 'Gender'],
  /** Features, of the other 13, that a gate's rule looks at. */
  featuresPerGate: 5,
  labelNoise: 0.05,
} as const;

const features = recidivismFeatures.length;
const gates = parameters.gates.map((name) => recidivismFeatures.indexOf(name));

/** Loading of each feature on each factor; the squares of a feature's sum to the common share. */
function drawLoadings(random: Random): number[][] {
  return Array.from({ length: features }, () => {
    const raw = Array.from({ length: parameters.factors }, () => random.normal());
    const length = Math.hypot(...raw);
    return raw.map((value) => (value / length) * Math.sqrt(parameters.commonShare));
  });
}

function drawLatent(loadings: readonly (readonly number[])[], random: Random): number[] {
  const factors = Array.from({ length: parameters.factors }, () => random.normal());
  const own = Math.sqrt(1 - parameters.commonShare);
  return loadings.map((weights) =>
    weights.reduce((sum, weight, k) => sum + weight * factors[k]!, own * random.normal()),
  );
}

/** The file's value of a feature: cut so that no level is rare. */
function rawValue(feature: number, latent: number): number {
  switch (recidivismFeatures[feature]) {
    case 'Priors':
      return latent < -0.9
        ? -9
        : latent < 0
          ? 0
          : latent < 0.9
            ? Math.floor(1 + 5.5 * latent)
            : Math.floor(3 + 4 * latent);
    case 'YearsSchool':
      return Math.max(1, Math.round(10 + 2.5 * latent));
    case 'PrisonViolations':
      return latent < 0.2 ? 0 : latent < 1 ? Math.floor(1 + 5 * (latent - 0.2)) : Math.floor(6 + 3 * (latent - 1));
    case 'Age':
      return Math.max(192, Math.round(340 + 100 * latent));
    case 'MonthsServed':
      return Math.max(1, Math.round(20 + 12 * latent));
    default:
      return latent > 0 ? 1 : 0;
  }
}

interface Rule {
  readonly weights: readonly number[];
}

function drawRule(random: Random): Rule {
  const others = Array.from({ length: features }, (_, feature) => feature).filter(
    (feature) => !gates.includes(feature),
  );
  const order = random.permutation(others.length);
  const weights = new Array<number>(features).fill(0);
  for (let k = 0; k < parameters.featuresPerGate; k++) {
    const sign = random.uniform() < 0.5 ? -1 : 1;
    weights[others[order[k]!]!] = sign * random.uniform(0.5, 1.5);
  }
  return { weights };
}

/** Classes of coded rows: in each gate a linear rule on standardised codes, cut at the gate's median so that classes balance; then noise. */
function labelsOf(codes: Uint8Array, items: number, random: Random): Uint8Array {
  const columns = Array.from({ length: features }, (_, feature) => {
    const values = Array.from({ length: items }, (_, item) => codes[item * features + feature]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / items;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / items) || 1;
    return values.map((value) => (value - mean) / deviation);
  });
  const gateOf = (item: number): number =>
    gates.reduce((gate, feature) => 2 * gate + codes[item * features + feature]!, 0);
  const labels = new Uint8Array(items);
  for (let gate = 0; gate < 2 ** gates.length; gate++) {
    const { weights } = drawRule(random.fork(`gate ${gate}`));
    const members = Array.from({ length: items }, (_, item) => item).filter((item) => gateOf(item) === gate);
    const values = members.map((item) =>
      weights.reduce((sum, weight, feature) => sum + weight * columns[feature]![item]!, 0),
    );
    const median = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    members.forEach((item, at) => {
      labels[item] = values[at]! > median ? 1 : 0;
    });
  }
  const noise = random.fork('noise');
  return labels.map((label) => (noise.uniform() < parameters.labelNoise ? 1 - label : label));
}

const note = `Generated, not real: rows of a latent normal vector in the columns of ICPSR 8987's cohort of 1980.
Parameters: ${JSON.stringify(parameters)}
`;

/** Data_1980.csv with the official columns, two fillers after the class. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  const loadings = drawLoadings(random.fork('loadings'));
  const latents = random.fork('rows');
  const rows = Array.from({ length: parameters.rows }, () =>
    drawLatent(loadings, latents).map((latent, feature) => rawValue(feature, latent)),
  );
  const { codes } = codeRecidivism(rows, new Uint8Array(rows.length));
  const labels = labelsOf(codes, rows.length, random.fork('labels'));
  const header = [...recidivismFeatures, 'Recidivism', 'Follow', 'Time'].join(',');
  const lines = rows.map((row, item) => [...row, labels[item], 0, item].join(','));
  await mkdir(dirname(join(folder, recidivismFile)), { recursive: true });
  await writeFile(join(folder, recidivismFile), `${[header, ...lines].join('\n')}\n`);
  await writeFile(join(folder, 'GENERATED.txt'), note);
}
