import { taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { describe, expect, it } from 'vitest';
import { definition } from './definition.js';

const problem = 'expected each output to have name, dtype and shape of an input that every track shows';
const [output] = definition.outputs;

describe('a task of interaction transform', () => {
  it.each([
    ['another name', { outputs: [{ ...output, name: 'changed' }] }],
    ['another dtype', { outputs: [{ ...output, dtype: 'float64' }] }],
    ['another shape', { outputs: [{ ...output, shape: [100, 8] }] }],
    ['a track that does not show it', { tracks: [{ ...definition.tracks[0], testInputs: ['subject'] }] }],
  ])('is refused with %s', (_what, change) => {
    expect(() => taskDefinitionSchema.parse({ ...definition, ...change })).toThrow(problem);
  });

  it('shows a method activities in no phase', () => {
    const shown = [...definition.inputs, ...definition.trainingRows!.inputs, ...definition.trainingRows!.targets];
    expect(shown.map(({ name }) => name)).not.toContain('activity');
  });
});
