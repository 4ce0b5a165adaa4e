import { checkOutputs } from '../check-outputs.js';
import { inOneMessage } from './one-message.js';

/** Items and the conditions under which they are to be changed there, the changed items back. Which inputs are items: those that an output is named after. */
export const transform = inOneMessage('transform', {
  of: ({ id, items }) => ({ type: 'transform', id, items }),
  check: ({ outputs, items, inputs }, found) => checkOutputs(found, outputs, items, inputs),
});
