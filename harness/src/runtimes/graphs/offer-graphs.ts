import { type Graphs, graphsKey } from '@paretoboard/sdk/graphs.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { compileStep } from './compile-step.js';
import type { OnGraphRun, SessionPlace } from './graph-session.js';
import { type GraphBackend, NativeValues } from './native-values.js';
import { operationDefinitions } from './operation-definitions.js';
import { tensorflowLibrary } from './tensorflow-library.js';
import { drawTensor } from './trace.js';

/** Steps stay as they are: to compare, and where a graph is in the way. */
const isSwitchedOff = (): boolean => process.env.PARETOBOARD_GRAPHS === 'off';

const graphWatchKey = Symbol('graph watch');

type Watched = { [graphWatchKey]?: OnGraphRun };

/**
 * Tells of each run of graphs that `tf` makes from now on.
 * @returns ends the watch
 */
export function watchGraphs(tf: TensorFlow, onRun: OnGraphRun): () => void {
  const watched = tf as Watched;
  watched[graphWatchKey] = onRun;
  return () => {
    delete watched[graphWatchKey];
  };
}

/**
 * Lets submissions compile steps on the runtime `tensorflow`.
 * @param framework path of `libtensorflow_framework`
 */
export function offerGraphs(tf: TensorFlow, framework: string): void {
  if (isSwitchedOff()) return;
  let place: SessionPlace | null = null;
  const open = (): SessionPlace => {
    const [library, backend] = [tensorflowLibrary(framework), tf.backend() as unknown as GraphBackend];
    const values = new NativeValues(tf, backend, library);
    const watch = () => (tf as Watched)[graphWatchKey] ?? null;
    return { library, backend, values, definitions: operationDefinitions(library), watch };
  };
  const maker = {
    tf,
    place: () => {
      place ??= open();
      return place;
    },
    // To the log of the run, which its owner reads.
    onRefused: (reason: string) => console.warn(`a step is not compiled: ${reason}`),
  };
  const graphs: Graphs = {
    // Another runtime of this process has the same `tf`.
    canCompile: () => tf.getBackend() === 'tensorflow',
    compile: (step, options) => compileStep(maker, step, options),
    draw: drawTensor,
    tensorsKept: () => place?.values.size ?? 0,
  };
  Object.assign(tf, { [graphsKey]: graphs });
}
