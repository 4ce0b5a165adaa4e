import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// How often a place is foreground: the share of training masks that are set there, on a coarse grid of relative positions.

const inputName = 'my-input';
const targetName = 'my-target';
const outputName = 'my-output';
const cells = 24;
const mostRows = 200;
const artefactFile = 'prior.bin';

/** The cell of each element of an array of this shape, row-major. @param shape of one item, no batch axis */
function cellsOf(shape: readonly number[]): Int32Array {
  let places = Int32Array.of(0);
  for (const size of shape) {
    const longer = new Int32Array(places.length * size);
    for (let at = 0; at < longer.length; at++)
      longer[at] = places[Math.floor(at / size)]! * cells + Math.floor(((at % size) * cells) / size);
    places = longer;
  }
  return places;
}

export default defineSubmission({
  interaction: 'predict',

  train(context) {
    const axes = context.outputs[0]!.shape.length;
    const set = new Float64Array(cells ** axes);
    const seen = new Float64Array(cells ** axes);
    let rows = 0;
    for (; rows < mostRows; rows++) {
      const { items, targets } = context.next('train', 1);
      if (items === 0) break;
      const mask = targets[targetName]!;
      cellsOf(mask.shape.slice(1)).forEach((cell, at) => {
        set[cell] = set[cell]! + mask.data[at]!;
        seen[cell] = seen[cell]! + 1;
      });
      context.progress({ step: rows + 1 });
    }
    const prior = Float32Array.from(set, (count, cell) => (seen[cell] === 0 ? 0 : count / seen[cell]!));
    context.save(artefactFile, packTensors({ prior: { dtype: 'float32', shape: [prior.length], data: prior } }));
    return { steps: rows, epochs: 1, parameters: prior.length };
  },

  load({ read }) {
    const prior = unpackTensors(read(artefactFile))['prior']!.data;
    return {
      parameters: prior.length,
      predict(inputs, items) {
        const { shape } = inputs[inputName]!;
        const places = cellsOf(shape.slice(1));
        const data = Float32Array.from(
          { length: items * places.length },
          (_, at) => prior[places[at % places.length]!]!,
        );
        return { [outputName]: { dtype: 'float32', shape, data } };
      },
    };
  },
});
