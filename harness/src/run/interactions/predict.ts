import { checkOutputs } from '../check-outputs.js';
import { inOneMessage } from './one-message.js';

/** A batch there, its outputs back. */
export const predict = inOneMessage('predict', {
  of: ({ id, items }) => ({ type: 'predict', id, items }),
  check: ({ outputs, items, inputs }, found) => checkOutputs(found, outputs, items, inputs),
});
