import type { TaskDefinition } from '@paretoboard/contract/task.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { DataSetError } from '../task/data-set-error.js';
import { tensorMisfits } from '../task/item-misfits.js';
import type { LoadedData } from '../task/task-module.js';

/**
 * The tensors that a submission is given when it trains and when it is loaded: those that the task declares.
 * @throws DataSetError if the data do not have them, or if they do not fit one frame
 */
export function constantsOf(
  { id, constants }: Pick<TaskDefinition, 'id' | 'constants'>,
  data: Pick<LoadedData, 'constants'>,
): NamedTensors {
  const found = data.constants ?? {};
  const problems = tensorMisfits(found, constants);
  if (problems.length > 0)
    throw new DataSetError(
      id,
      `the constants ${constants.map(({ name }) => name).join(', ')}`,
      problems.join('; '),
      'Have the reader return them as the definition specifies them.',
    );
  const given = Object.fromEntries(constants.map(({ name }) => [name, found[name]!]));
  const bytes = Object.values(given).reduce((sum, { data: values }) => sum + values.byteLength, 0);
  if (bytes <= wireLimits.bodyBytes) return given;
  throw new DataSetError(
    id,
    `constants of at most ${wireLimits.bodyBytes} bytes`,
    `${bytes} bytes`,
    'Use a narrower dtype, or narrower features.',
  );
}
