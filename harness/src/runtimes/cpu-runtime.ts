import { registerDilatedConvolutionGradients } from './gradients/dilated-convolution-gradient.js';
import { registerPoolingGradients } from './gradients/pooling-kernels.js';
import { registerReductionGradients } from './gradients/reduction-gradients.js';
import { withdrawWrongKernels } from './gradients/withdrawn-kernels.js';
import { loadTensorFlowJs } from './load-tensorflow-js.js';
import { processorModel } from './processor.js';
import type { OpenRuntime, RuntimeProvider } from './runtime.js';

/** Plain JavaScript: slow, and the reference that the other runtimes are tested against. */
export const cpuRuntime: RuntimeProvider = {
  name: 'cpu',

  async describe() {
    return { device: processorModel(), gpu: null, version: loadTensorFlowJs().version.tfjs };
  },

  async open(): Promise<OpenRuntime> {
    const tf = loadTensorFlowJs();
    await tf.setBackend('cpu');
    // Else the first operation prints a banner that advises tfjs-node.
    (tf.backend() as unknown as { firstUse: boolean }).firstUse = false;
    registerPoolingGradients(tf, 'cpu');
    withdrawWrongKernels(tf, 'cpu');
    registerDilatedConvolutionGradients(tf, 'cpu');
    registerReductionGradients(tf, 'cpu');
    return { name: 'cpu', ...(await cpuRuntime.describe()), threads: 1, tf, close: () => undefined };
  },
};
