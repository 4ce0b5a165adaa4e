import { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// A code book by k-means: a picture is reconstructed as the mean picture that it is most like; a sample is a mixture of two of them.

const inputName = 'my-input';
const clusters = 48;
const rounds = 6;
const mostRows = 3_000;
const batchSize = 100;
const artefactFile = 'code-book.bin';

/** Grey levels from −1 to 1, one array for each picture. */
function pictures(data: ArrayLike<number>, items: number): Float32Array[] {
  const size = data.length / items;
  return Array.from({ length: items }, (_, item) =>
    Float32Array.from({ length: size }, (_, at) => data[item * size + at]! / 127.5 - 1),
  );
}

function nearest(book: readonly Float32Array[], picture: Float32Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  book.forEach((code, at) => {
    let distance = 0;
    for (let i = 0; i < code.length && distance < least; i++) distance += (code[i]! - picture[i]!) ** 2;
    if (distance < least) [least, best] = [distance, at];
  });
  return best;
}

/** Each code becomes the mean of the pictures that it is nearest to; one that has none stays. */
function improved(book: readonly Float32Array[], rows: readonly Float32Array[]): Float32Array[] {
  const sums = book.map((code) => new Float64Array(code.length));
  const counts = new Uint32Array(book.length);
  for (const row of rows) {
    const code = nearest(book, row);
    counts[code] = counts[code]! + 1;
    row.forEach((value, at) => {
      sums[code]![at] = sums[code]![at]! + value;
    });
  }
  return book.map((code, at) => (counts[at] === 0 ? code : Float32Array.from(sums[at]!, (sum) => sum / counts[at]!)));
}

export default defineSubmission({
  interaction: 'generate',

  train(context) {
    const rows: Float32Array[] = [];
    while (rows.length < mostRows) {
      const { items, inputs } = context.next('train', batchSize);
      if (items === 0) break;
      rows.push(...pictures(inputs[inputName]!.data, items));
    }
    let book = [...context.random.permutation(rows.length)].slice(0, clusters).map((row) => rows[row]!);
    for (let round = 1; round <= rounds; round++) {
      book = improved(book, rows);
      context.progress({ epoch: round, epochs: rounds });
    }
    const size = book[0]!.length;
    const data = new Float32Array(book.length * size);
    book.forEach((code, at) => {
      data.set(code, at * size);
    });
    context.save(artefactFile, packTensors({ book: { dtype: 'float32', shape: [book.length, size], data } }));
    return { steps: rounds, epochs: rounds, parameters: data.length };
  },

  load({ read, outputs }) {
    const saved = unpackTensors(read(artefactFile))['book']!;
    const [codes = 0, size = 1] = saved.shape;
    const book = Array.from({ length: codes }, (_, at) =>
      Float32Array.from(saved.data.subarray(at * size, (at + 1) * size)),
    );
    const itemShape = outputs[0]!.shape.map((axis) => axis ?? 1);
    const asTensor = (found: readonly Float32Array[]) => {
      const data = new Float32Array(found.length * size);
      found.forEach((picture, at) => {
        data.set(picture, at * size);
      });
      return { dtype: 'float32' as const, shape: [found.length, ...itemShape], data };
    };
    return {
      parameters: saved.data.length,
      reconstruct: (inputs, items) =>
        asTensor(pictures(inputs[inputName]!.data, items).map((picture) => book[nearest(book, picture)]!)),
      sample: (seeds) =>
        asTensor(
          Array.from(seeds, (seed) => {
            const random = new Random(seed);
            const [first, second] = [book[random.integer(codes)]!, book[random.integer(codes)]!];
            const share = random.uniform(0, 0.3);
            return first.map((value, at) => (1 - share) * value + share * second[at]!);
          }),
        ),
    };
  },
});
