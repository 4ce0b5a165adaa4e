import type { CompiledStep, CompileOptions, PreparedCall, Step } from '@paretoboard/sdk/graphs.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { frozenTrace } from './frozen-trace.js';
import { GraphSession, type SessionPlace } from './graph-session.js';
import type { GraphBackend } from './native-values.js';
import { NotTraceableError, type Trace, traceStep } from './trace.js';

export interface GraphMaker {
  readonly tf: TensorFlow;
  /** Opened with the first graph. @throws Error where TensorFlow's C interface is not to be had */
  place(): SessionPlace;
  /** Told once for each step that stays what it was: operation by operation. */
  onRefused(reason: string): void;
}

/** What is known of a step for inputs of certain shapes. */
type Knowledge =
  | { is: 'seen'; trace: Trace; calls: number }
  | { is: 'graph'; graph: GraphSession; outputs: number; assigned: readonly number[] }
  | { is: 'refused' };

type Seen = Extract<Knowledge, { is: 'seen' }>;
type Compiled = Extract<Knowledge, { is: 'graph' }>;

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
 * go in and come out with each call, so that they can be read at any time between calls.
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
  let isRunning = false;

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
    else if (before?.trace.digest === trace.digest)
      makeGraph(key, frozenTrace(trace, backend, isVariable), returned.length, assigned());
    else if (before && before.calls >= mostTracedCalls)
      refuse(key, 'its calls do not do the same to inputs of the same shapes');
    else known.set(key, { is: 'seen', trace, calls: (before?.calls ?? 0) + 1 });
    return [...returned];
  };

  const makeGraph = (key: string, trace: Trace, outputs: number, assigned: readonly number[]): void => {
    try {
      const inCallersThread = variables.length === 0 && trace.kept.length === 0;
      const plan = { trace, variables: variables.length, assigned: assigned.length, inCallersThread };
      known.set(key, { is: 'graph', graph: new GraphSession(maker.place(), plan), outputs, assigned });
    } catch (error) {
      refuse(key, error instanceof Error ? error.message : String(error));
    }
  };

  /** Variables become what the graph gave for them. @returns the step's own outputs */
  const assign = ({ outputs, assigned }: Compiled, made: Tensor[]): Tensor[] => {
    for (const [at, index] of assigned.entries()) {
      const [variable, value] = [variables[index]!, made[outputs + at]!];
      const before = variable.dataId;
      variable.assign(value);
      value.dispose();
      maker.place().values.release(before);
    }
    return made.slice(0, outputs);
  };

  const refuseWhileRunning = (): void => {
    if (isRunning) throw new Error('a compiled step is used while a call of it runs: await that first');
  };

  const call = (...inputs: Tensor[]): Tensor[] => {
    refuseWhileRunning();
    const key = signature(inputs);
    const knowledge = known.get(key);
    if (knowledge?.is === 'graph') return assign(knowledge, knowledge.graph.prepare(inputs).run(variables));
    if (knowledge?.is === 'refused') return step(...inputs);
    if (known.size >= mostGraphs && !knowledge) {
      sayRefused(`its inputs have more than ${mostGraphs} different shapes: further ones stay as they are`);
      return step(...inputs);
    }
    return callTraced(key, inputs, knowledge ?? null);
  };
  const prepare = (...inputs: Tensor[]): PreparedCall => {
    const knowledge = known.get(signature(inputs));
    if (knowledge?.is !== 'graph') return { run: async () => call(...inputs) };
    const prepared = knowledge.graph.prepare(inputs);
    const run = async (): Promise<Tensor[]> => {
      refuseWhileRunning();
      isRunning = true;
      try {
        return assign(knowledge, await prepared.runAside(variables));
      } finally {
        isRunning = false;
      }
    };
    return { run };
  };
  const dispose = (): void => {
    refuseWhileRunning();
    const graphs = [...known.values()].flatMap((knowledge) => (knowledge.is === 'graph' ? [knowledge.graph] : []));
    known.clear();
    if (graphs.length === 0) return;
    for (const graph of graphs) graph.dispose();
    for (const { dataId } of variables) maker.place().values.release(dataId);
  };
  return Object.assign(call, { prepare, dispose });
}
