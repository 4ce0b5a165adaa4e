import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import type { OutgoingMessage, Session } from '../session.js';

/** One query: `items` test items side by side, as the track shows them. */
export interface QueryCall {
  readonly id: number;
  readonly items: number;
  /** With the batch as first axis. */
  readonly inputs: NamedTensors;
  /** What the task wants of one item. */
  readonly outputs: readonly TensorSpec[];
  /** For each answer that is waited for. */
  readonly deadlineMs: number;
}

/** What is timed as one sample of latency: a whole query, or one step of it where a user waits for steps. */
export interface TimedPart {
  readonly latencyMs: number;
  /** Samples that it answered, as the throughput counts them. */
  readonly items: number;
  /** Interaction `explain`: time in which the submission waited for the black box, and the rows it asked for. Not part of the latency. */
  readonly asked?: { readonly waitMs: number; readonly rows: number };
}

export interface Answered {
  /** With the batch as first axis; names, dtypes, shapes and finiteness checked after the clock had stopped. */
  readonly outputs: NamedTensors;
  /** Sum over the parts. */
  readonly latencyMs: number;
  readonly parts: readonly TimedPart[];
}

/**
 * A query that is one message, answered by one `outputs`: then others can go out while it is unanswered (scenario `server`), and what is done with an
 * answer can wait until the next query is out (the accuracy pass).
 */
export interface OneMessage {
  of(call: QueryCall): Extract<OutgoingMessage, { id: number }>;
  /** What `InteractionRunner.ask` checks. @throws SubmissionFailure */
  check(call: QueryCall, outputs: NamedTensors): void;
}

/**
 * How an implementation is asked for the answers to a query. Everything else in a run (accuracy, scenarios, checks) is the same for every interaction.
 * Adding one: a file here and one in `host/interactions/`, a line in each `registry.ts`, a type in the SDK.
 */
export interface InteractionRunner {
  readonly id: Interaction;
  /** What the harness itself measures of an item and adds to its answer, for the scorer and the stored outputs. The submission's own tensor of that name is lost. */
  readonly measured?: readonly TensorSpec[];
  /** There and back, timed. @throws SubmissionFailure */
  ask(session: Session, call: QueryCall): Answered;
  /** null: a query is a conversation. */
  readonly oneMessage: OneMessage | null;
}
