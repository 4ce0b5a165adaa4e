import type { CompiledStep, CompileOptions, Step } from '@paretoboard/sdk/graphs.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { AnswerSession, canBeAnswered, type OnGraphRun } from './answer-session.js';
import { frozenTrace } from './frozen-trace.js';
import { type GraphBackend, GraphSession, type Session } from './graph-session.js';
import { operationDefinitions } from './operation-definitions.js';
import type { TensorFlowLibrary } from './tensorflow-library.js';
import { NotTraceableError, type Trace, traceStep } from './trace.js';

export interface GraphMaker {
  readonly tf: TensorFlow;
  library(): TensorFlowLibrary;
  /** Who wants to know what happens within a graph. */
  watch(): OnGraphRun | null;
  /** Told once for each step that stays what it was: operation by operation. */
  onRefused(reason: string): void;
}

/** What is known of a step for inputs of certain shapes. */
type Knowledge =
  | { is: 'seen'; trace: Trace; calls: number }
  | { is: 'graph'; graph: Session; outputs: number; assigned: readonly number[] }
  | { is: 'refused' };

type Seen = Extract<Knowledge, { is: 'seen' }>;

/** A tensor that JavaScript holds until it is first used is another thing in the first call than in those after it. */
const mostTracedCalls = 2;

/** Each holds its memory: a step whose shapes change all the time is better off as it is. */
const mostGraphs = 16;

function signature(inputs: readonly Tensor[]): string {
  return inputs.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`).join(' ');
}

/**
 * `tf.function` for Node: the first calls with inputs of the same shapes run operation by operation and are written down; once two did the same, the
 * calls after them run as one graph in a session of TensorFlow, which fuses, plans memory and needs one call from JavaScript instead of hundreds. Variables
 * go in and come out with each call, so that they can be read at any time.
 *
 * The step must be a function of its inputs, of `variables`, of tensors that stay, and of what it makes by `drawTensor`. What differs between
 * calls in any other way (a number that JavaScript computed, a value that was read, a branch) leaves it as it was, with one line that says why.
 */
export function compileStep(maker: GraphMaker, step: Step, options: CompileOptions): CompiledStep {
  const { tf, onRefused } = maker;
  const { variables = [], random = null } = options;
  const backend = tf.backend() as unknown as GraphBackend;
  const known = new Map<string, Knowledge>();
  let isRefused = false;

  const isVariable = (tensor: object): boolean => tensor instanceof tf.Variable;
  const sayRefused = (reason: string): void => {
    if (!isRefused) onRefused(reason);
    isRefused = true;
  };
  const refuse = (key: string, reason: string): void => {
    known.set(key, { is: 'refused' });
    sayRefused(reason);
  };

  /** Operation by operation, written down. */
  const callTraced = (key: string, inputs: Tensor[], before: Seen | null): Tensor[] => {
    const ids = variables.map((variable) => variable.dataId);
    const assigned = (): number[] => [...variables.keys()].filter((at) => variables[at]!.dataId !== ids[at]);
    const { returned, trace } = traceStep(backend, random, [...inputs, ...variables], () => {
      const returned = step(...inputs);
      return { returned, outputs: [...returned, ...assigned().map((at) => variables[at]!)] };
    });
    if (trace instanceof NotTraceableError) refuse(key, trace.message);
    else if (before?.trace.digest === trace.digest) makeGraph(key, trace, returned.length, assigned());
    else if (before && before.calls >= mostTracedCalls)
      refuse(key, 'its calls do not do the same to inputs of the same shapes');
    else known.set(key, { is: 'seen', trace, calls: (before?.calls ?? 0) + 1 });
    return [...returned];
  };

  const sessionOf = (trace: Trace): Session => {
    const library = maker.library();
    const definitions = operationDefinitions(library);
    const inCallersThread = variables.length === 0 && trace.kept.length === 0;
    return canBeAnswered(trace) && (inCallersThread || maker.watch())
      ? new AnswerSession(tf, backend, library, trace, definitions, { inCallersThread, watch: maker.watch })
      : new GraphSession(backend, trace, definitions);
  };

  const makeGraph = (key: string, trace: Trace, outputs: number, assigned: readonly number[]): void => {
    try {
      known.set(key, {
        is: 'graph',
        graph: sessionOf(frozenTrace(trace, backend, isVariable)),
        outputs,
        assigned,
      });
    } catch (error) {
      refuse(key, error instanceof Error ? error.message : String(error));
    }
  };

  const callGraph = ({ graph, outputs, assigned }: Extract<Knowledge, { is: 'graph' }>, inputs: Tensor[]): Tensor[] => {
    const made = graph.run([...inputs, ...variables]);
    for (const [at, index] of assigned.entries()) {
      const value = made[outputs + at]!;
      variables[index]!.assign(value);
      value.dispose();
    }
    return made.slice(0, outputs);
  };

  const call = (...inputs: Tensor[]): Tensor[] => {
    const key = signature(inputs);
    const knowledge = known.get(key);
    if (knowledge?.is === 'graph') return callGraph(knowledge, inputs);
    if (knowledge?.is === 'refused') return step(...inputs);
    if (known.size >= mostGraphs && !knowledge) {
      sayRefused(`its inputs have more than ${mostGraphs} different shapes: further ones stay as they are`);
      return step(...inputs);
    }
    return callTraced(key, inputs, knowledge ?? null);
  };
  const dispose = (): void => {
    for (const knowledge of known.values()) if (knowledge.is === 'graph') knowledge.graph.dispose();
    known.clear();
  };
  return Object.assign(call, { dispose });
}
