import { multiStreamSamples } from '@paretoboard/contract/scenario.js';
import { closedLoop } from './closed-loop.js';

/** Eight samples a query, as many cameras would send. */
export const multiStream = closedLoop('multi-stream', { itemsOf: () => multiStreamSamples });
