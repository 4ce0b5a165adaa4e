import type { Generator } from '@paretoboard/sdk/submission.js';
import { type ModelInteraction, missingPart, wholePart } from './model-interaction.js';

/** One model reconstructs, another draws: of noise that follows from each item's seed. */
export const generate: ModelInteraction = {
  uses: (pipeline, { inputs, outputs }, file) => {
    const { sample, batch } = pipeline;
    if (!sample) missingPart(file, 'sample', 'generate', 'Say which model draws samples, and of what noise.');
    return [
      {
        model: null,
        place: '',
        part: wholePart(pipeline),
        fields: inputs.filter(({ name }) => name !== 'seed'),
        wanted: outputs.filter(({ name }) => name !== 'sample'),
      },
      {
        model: sample.model ?? null,
        place: 'sample.',
        part: { batch, inputs: sample.inputs, outputs: sample.outputs },
        fields: [],
        wanted: outputs.filter(({ name }) => name === 'sample'),
      },
    ];
  },
  serve: (running): Generator => ({
    parameters: running.parameters,
    reconstruct: async (inputs, items) => (await running.runners[0]!.run(inputs, items)).outputs.reconstruction!,
    sample: async (seeds) => (await running.runners[1]!.run({}, seeds.length, { seeds })).outputs.sample!,
  }),
};
