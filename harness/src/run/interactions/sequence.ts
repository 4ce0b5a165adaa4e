import {
  allocate,
  elementCount,
  type NamedTensors,
  type Tensor,
  type TensorSpec,
} from '@paretoboard/contract/tensor.js';
import { perEntry } from '../../task/per-entry.js';
import { itemOf, stack } from '../batch.js';
import { checkOutputs } from '../check-outputs.js';
import type { Session } from '../session.js';
import type { Answered, InteractionRunner, QueryCall, TimedPart } from './interaction-runner.js';
import { oneAnswer } from './one-answer.js';

/** One entry of a sequence as a batch of one: a view. */
function entryOf({ dtype, shape, data }: Tensor, at: number): Tensor {
  const entry = shape.slice(1);
  const size = elementCount(entry);
  return { dtype, shape: [1, ...entry], data: data.subarray(at * size, (at + 1) * size) };
}

function entriesOf(sequence: NamedTensors, at: number): NamedTensors {
  return Object.fromEntries(Object.entries(sequence).map(([name, tensor]) => [name, entryOf(tensor, at)]));
}

function asBatch(tensors: NamedTensors): NamedTensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, { ...tensor, shape: [1, ...tensor.shape] }]),
  );
}

interface Parts {
  readonly start: NamedTensors;
  readonly steps: NamedTensors;
  readonly length: number;
}

/** @throws RangeError: the task's item is wrong, not the answer */
function partsOf(item: NamedTensors, stepNames: readonly string[]): Parts {
  const part = (isStep: boolean): NamedTensors =>
    Object.fromEntries(Object.entries(item).filter(([name]) => stepNames.includes(name) === isStep));
  const steps = part(true);
  const lengths = new Set(Object.values(steps).map((tensor) => tensor.shape[0]));
  const [length] = lengths;
  if (lengths.size === 1 && length !== undefined && length > 0) return { start: part(false), steps, length };
  throw new RangeError(
    `a sequence of ${stepNames.join(', ')}: expected one number of steps above 0, found ${[...lengths].join(', ') || 'none'}`,
  );
}

/** Gathers the answers to the steps of one sequence along a new axis. */
class Gathered {
  private readonly tensors = new Map<string, Tensor>();

  constructor(
    private readonly specs: readonly TensorSpec[],
    private readonly length: number,
  ) {}

  /** @throws SubmissionFailure wrong-output where a step's shape is not that of the first */
  add(at: number, answers: NamedTensors): void {
    for (const { name } of this.specs) {
      const { dtype, shape, data } = answers[name]!;
      const whole = this.tensors.get(name) ?? {
        dtype,
        shape: [this.length, ...shape.slice(1)],
        data: allocate(dtype, this.length * data.length),
      };
      this.tensors.set(name, whole);
      checkOutputs({ [name]: answers[name]! }, [{ name, dtype, shape: whole.shape.slice(1) }], 1);
      whole.data.set(data as never, at * data.length);
    }
  }

  outputs(): NamedTensors {
    return Object.fromEntries(this.tensors);
  }
}

/**
 * An item is one sequence: `sequence.begin` with what is known at its start, `sequence.step` for each entry along the first axis of the inputs that the
 * task calls steps, and only after the answer to the one before, `sequence.end`. One sample of latency is one step; beginning and end are held to
 * the deadline, but are nobody's wait between two frames. Several sequences of a query follow each other.
 * @param stepNames inputs of an item that are handed over step by step
 */
export function sequence(stepNames: readonly string[]): InteractionRunner {
  // Each message has a number of its own, so that an answer to another step than the one that was asked is seen.
  let nextId = 0;

  function askOne(session: Session, call: QueryCall, item: NamedTensors): Omit<Answered, 'latencyMs'> {
    const { start, steps, length } = partsOf(item, stepNames);
    const specs = call.outputs.map(perEntry);
    const gathered = new Gathered(specs, length);
    const parts: TimedPart[] = [];
    oneAnswer(session, { type: 'sequence.begin', id: nextId++ }, asBatch(start), call.deadlineMs);
    for (let at = 0; at < length; at++) {
      const message = { type: 'sequence.step', id: nextId++ } as const;
      const { tensors, latencyMs } = oneAnswer(session, message, entriesOf(steps, at), call.deadlineMs);
      checkOutputs(tensors, specs, 1);
      gathered.add(at, tensors);
      parts.push({ latencyMs, items: 1 });
    }
    oneAnswer(session, { type: 'sequence.end', id: nextId++ }, {}, call.deadlineMs);
    return { outputs: gathered.outputs(), parts };
  }

  return {
    id: 'sequence',
    ask: (session, call) => {
      const answers = Array.from({ length: call.items }, (_, at) => askOne(session, call, itemOf(call.inputs, at)));
      const parts = answers.flatMap((answer) => answer.parts);
      const names = call.outputs.map(({ name }) => name);
      return {
        outputs: stack(
          answers.map(({ outputs }) => outputs),
          names,
        ),
        latencyMs: parts.reduce((sum, part) => sum + part.latencyMs, 0),
        parts,
      };
    },
    oneMessage: null,
  };
}
