import { Random } from '@paretoboard/sdk/random.js';
import { type Ask, defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// A rule grown greedily: hold the feature that makes the black box agree most with what it says of the instance, until it agrees often enough.

const mostRows = 500;
const rowsPerQuestion = 100;
const artefactFile = 'rows.bin';

/** Rows of the training data with the held features set to those of the instance. @returns [rowsPerQuestion × features] */
function drawn(known: Uint8Array, instance: Uint8Array, rule: Uint8Array, random: Random): Uint8Array {
  const features = instance.length;
  const rows = new Uint8Array(rowsPerQuestion * features);
  for (let row = 0; row < rowsPerQuestion; row++) {
    const from = random.integer(known.length / features) * features;
    for (let feature = 0; feature < features; feature++)
      rows[row * features + feature] = rule[feature] === 1 ? instance[feature]! : known[from + feature]!;
  }
  return rows;
}

function labelsOf(rows: Uint8Array, features: number, ask: Ask): ArrayLike<number> {
  const items = rows.length / features;
  return ask({ instance: { dtype: 'uint8', shape: [items, features], data: rows } }, items)['label']!.data;
}

export default defineSubmission({
  interaction: 'explain',

  train(context) {
    const { inputs, items } = context.next('train', mostRows);
    const { data } = inputs['instance']!;
    context.save(
      artefactFile,
      packTensors({
        rows: { dtype: 'uint8', shape: [items, data.length / items], data: Uint8Array.from(data) },
        seed: { dtype: 'int32', shape: [1], data: Int32Array.of(context.seed) },
      }),
    );
    return { steps: 1, epochs: 1, parameters: null };
  },

  load({ read }) {
    const saved = unpackTensors(read(artefactFile));
    const known = Uint8Array.from(saved['rows']!.data);
    const seed = saved['seed']!.data[0]!;
    return {
      parameters: null,
      explain({ instance, threshold }, ask) {
        const codes = Uint8Array.from(instance!.data);
        const features = codes.length;
        // The same question has the same answer, whatever was asked before.
        const random = new Random(seed).fork(codes.join());
        const label = labelsOf(codes, features, ask)[0]!;
        const agreement = (rule: Uint8Array): number => {
          const answers = labelsOf(drawn(known, codes, rule, random), features, ask);
          return Array.from(answers).filter((answer) => answer === label).length / rowsPerQuestion;
        };
        let rule = new Uint8Array(features);
        let estimate = agreement(rule);
        while (estimate < threshold!.data[0]! && rule.includes(0) && ask.rowsLeft >= features * rowsPerQuestion) {
          const longer = [...rule.keys()]
            .filter((feature) => rule[feature] === 0)
            .map((feature) => rule.map((held, at) => (at === feature ? 1 : held)));
          const agreements = longer.map(agreement);
          estimate = Math.max(...agreements);
          rule = longer[agreements.indexOf(estimate)]!;
        }
        return {
          rule: { dtype: 'uint8', shape: [features], data: rule },
          weights: { dtype: 'float32', shape: [features], data: new Float32Array(features) },
          bias: { dtype: 'float32', shape: [], data: Float32Array.of(label === 1 ? 1 : -1) },
          estimate: { dtype: 'float32', shape: [], data: Float32Array.of(estimate) },
        };
      },
    };
  },
});
