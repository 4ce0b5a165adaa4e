import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { EpisodeLearner } from '@paretoboard/sdk/submission.js';
import { perEntry } from '../../task/per-entry.js';
import { ModelError } from '../model-error.js';
import { type ModelInteraction, missingPart, wholePart } from './model-interaction.js';

/** What the model makes of one picture, row … */
const embedding = { name: 'embedding', dtype: 'float32' } as const;

type Distance = (a: Float32Array, b: Float32Array) => number;

const distances: Readonly<Record<'euclidean' | 'cosine', Distance>> = {
  euclidean: (a, b) => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0)),
  cosine: (a, b) => {
    const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
    const lengths = Math.sqrt(dot(a, a) * dot(b, b));
    return lengths > 0 ? 1 - dot(a, b) / lengths : 1;
  },
};

function rowsOf({ data, shape }: Tensor): Float32Array[] {
  const items = shape[0] ?? 0;
  const each = items === 0 ? 0 : data.length / items;
  return Array.from({ length: items }, (_, item) => Float32Array.from(data.subarray(item * each, (item + 1) * each)));
}

/** Mean embedding of each class; zeros for a class without support. */
export function classMeans(rows: readonly Float32Array[], labels: ArrayLike<number>, classes: number): Float32Array[] {
  const means = Array.from({ length: classes }, () => new Float32Array(rows[0]?.length ?? 0));
  const counts = new Int32Array(classes);
  rows.forEach((row, index) => {
    const mean = means[labels[index]!];
    if (!mean) return;
    counts[labels[index]!]!++;
    row.forEach((value, i) => {
      mean[i]! += value;
    });
  });
  means.forEach((mean, label) => {
    const count = Math.max(counts[label]!, 1);
    mean.forEach((value, i) => {
      mean[i] = value / count;
    });
  });
  return means;
}

/** The model embeds support and queries; a query's logits are minus its distances to the mean embedding of each class. */
export const episode: ModelInteraction = {
  uses: (pipeline, { inputs, outputs }, file) => {
    const { episode: head } = pipeline;
    if (!head) missingPart(file, 'episode', 'episode', 'Say which fields are support, labels and queries.');
    for (const part of ['support', 'labels', 'queries'] as const) {
      if (inputs.some(({ name }) => name === head[part])) continue;
      const names = inputs.map(({ name }) => `"${name}"`).join(', ');
      throw new ModelError(`${file}: episode.${part}`, `the track has no field "${head[part]}"`, `It has ${names}.`);
    }
    if (outputs.length !== 1 || outputs[0]!.dtype !== 'float32' || typeof outputs[0]!.shape.at(-1) !== 'number')
      throw new ModelError(
        `${file}: episode`,
        'the task wants more than logits of each query',
        'Use a kind that carries code.',
      );
    const queries = inputs.find(({ name }) => name === head.queries)!;
    const rank = wholePart(pipeline).outputs.length === 1 ? [null] : [];
    return [
      {
        model: null,
        place: '',
        part: wholePart(pipeline),
        fields: [perEntry(queries)],
        wanted: [{ ...embedding, shape: rank }],
      },
    ];
  },
  serve: (running, pipeline, { outputs }): EpisodeLearner => {
    const { support, labels, queries, distance, sharpness } = pipeline.episode!;
    const { name, shape } = outputs[0]!;
    const classes = shape.at(-1)!;
    const embed = async (tensor: Tensor, items: number): Promise<Float32Array[]> =>
      rowsOf((await running.runners[0]!.run({ [queries]: tensor }, items)).outputs.embedding!);
    let means: Float32Array[] = [];
    return {
      parameters: running.parameters,
      support: async (set: NamedTensors, items) => {
        means = classMeans(await embed(set[support]!, items), set[labels]!.data, classes);
      },
      predict: async (set, items) => {
        const rows = await embed(set[queries]!, items);
        const data = new Float32Array(items * classes);
        rows.forEach((row, item) => {
          means.forEach((mean, label) => {
            data[item * classes + label] = -sharpness * distances[distance](row, mean);
          });
        });
        return { [name]: { dtype: 'float32', shape: [items, classes], data } };
      },
    };
  },
};
