import type { TaskDefinition } from '@paretoboard/contract/task.js';
import { UsageError } from '../usage-error.js';
import type { InitRequest } from './template.js';

/** What the template of a kind that carries code is, by the folder it lies in. */
export const flavourTitles = {
  'predict-classes': 'Logistic regression',
  'predict-pictures': 'Learnt linear enlargement',
  'predict-mask': 'Mean mask',
  'predict-score': 'Distance from the usual',
  'predict-embedding': 'Centred thumbnail',
  'predict-boxes': 'Dense colours',
  sequence: 'Template matching',
  episode: 'Nearest prototype',
  recommend: 'Bought together',
  generate: 'Code book',
  transform: 'Common moments',
  explain: 'Greedy rule',
} as const;
export type Flavour = keyof typeof flavourTitles;

/** Tasks of interaction `predict` differ in what is answered. */
function predictFlavour({ id, outputs }: TaskDefinition): Flavour {
  const [output] = outputs;
  if (outputs.map(({ name }) => name).join() === 'boxes,scores') return 'predict-boxes';
  if (output && outputs.length === 1) {
    if (output.follows) return output.dtype === 'uint8' ? 'predict-pictures' : 'predict-mask';
    if (output.shape.length === 0) return 'predict-score';
    if (output.shape.length === 1) return output.shape[0] === null ? 'predict-embedding' : 'predict-classes';
  }
  throw new UsageError(
    `no template answers what ${id} asks for (${outputs.map(({ name }) => name).join(', ')}). Begin with the template of another task of the same interaction: npx paretoboard tasks`,
  );
}

/** @throws UsageError for a task of interaction predict whose answers have no template */
export function flavourOf(task: TaskDefinition): Flavour {
  return task.interaction === 'predict' ? predictFlavour(task) : task.interaction;
}

/** Names of the task's tensors for the placeholders of the templates. */
export function namesOf({ task, track }: InitRequest, flavour: Flavour): Record<string, string> {
  const shown = task.inputs.filter(({ name }) => track.testInputs.includes(name));
  const queries = task.episode?.queries ?? [];
  const support = shown.filter(({ name }) => !queries.includes(name));
  const inputs = flavour === 'predict-classes' ? shown : shown.slice(0, 1);
  return {
    "'my-input'": inputs.map(({ name }) => `'${name}'`).join(', '),
    "'my-kind'": `'${shown.find(({ dtype, shape }) => dtype === 'int32' && shape.length === 0)?.name}'`,
    "'my-target'": `'${task.targets[0]?.name}'`,
    "'my-output'": `'${task.outputs[0]!.name}'`,
    "'my-queries'": `'${queries[0]}'`,
    "'my-support-images'": `'${support.find(({ shape }) => shape.length > 1)?.name}'`,
    "'my-support-labels'": `'${support.find(({ shape }) => shape.length === 1)?.name}'`,
  };
}
