import type { BoardRow } from '@paretoboard/contract/board.js';
import type { BudgetId } from '@paretoboard/contract/budget.js';
import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import type { SandboxDescription } from '@paretoboard/contract/sandbox-level.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import type { Relation } from '@paretoboard/contract/variant.js';
import { bytes, count, duration, milliseconds, missing } from './format';

/** What a variant's relation to the paper's data means for a reader. */
export const relationWords: Record<Relation, { label: string; sentence: string }> = {
  official: { label: 'official data', sentence: 'Official data: comparable with the paper.' },
  subset: { label: 'subset', sentence: 'Subset of the official data: not comparable with the paper.' },
  'stand-in': { label: 'stand-in', sentence: 'Stand-in data of the same kind: not comparable with the paper.' },
  surrogate: { label: 'surrogate', sentence: 'Surrogate: not comparable with the paper.' },
};

/** Why a row has no rank, or what its rank rests on. */
export function rankWords(row: Pick<BoardRow, 'rank' | 'rankBasis' | 'rankObstacle'>): string {
  if (row.rankObstacle !== null) return `unranked: ${row.rankObstacle}`;
  if (row.rank === null || row.rankBasis === 'unranked') return 'unranked';
  const basis: Record<Exclude<BoardRow['rankBasis'], 'unranked'>, string> = {
    separated: 'told apart by test',
    tied: 'tied: no test tells them apart',
    underpowered: 'too few data to tell apart',
    untested: 'the only ranked row',
  };
  return basis[row.rankBasis];
}

export const scenarioWords: Record<Scenario, string> = {
  'single-stream': 'single-stream',
  'multi-stream': 'multi-stream',
  server: 'server',
  offline: 'offline',
};

export const stateWords: Record<
  RunStateName,
  { label: string; sentence: string; tone: 'wait' | 'busy' | 'good' | 'bad' }
> = {
  queued: { label: 'queued', sentence: 'Waiting for a worker.', tone: 'wait' },
  leased: { label: 'starting', sentence: 'A worker has taken the run and prepares the data.', tone: 'busy' },
  training: { label: 'training', sentence: 'The implementation trains in its sandbox.', tone: 'busy' },
  evaluating: { label: 'evaluating', sentence: 'Every test item is answered once, in secret order.', tone: 'busy' },
  timing: { label: 'timing', sentence: 'Queries are timed, start by start.', tone: 'busy' },
  checking: { label: 'checking', sentence: 'Budgets and outputs are checked and the record is signed.', tone: 'busy' },
  published: { label: 'published', sentence: 'The record is on the board.', tone: 'good' },
  invalid: { label: 'invalid', sentence: 'The record is published with the verdict INVALID.', tone: 'bad' },
  failed: { label: 'failed', sentence: 'The submission could not be measured.', tone: 'bad' },
  error: { label: 'error', sentence: 'Our fault: the run is retried and not charged.', tone: 'bad' },
  cancelled: { label: 'cancelled', sentence: 'The run was cancelled.', tone: 'wait' },
  sealed: { label: 'sealed', sentence: 'It has ended; how is told when its challenge is revealed.', tone: 'wait' },
};

/** What a run's state means: within a challenge that is not revealed, a record is on no board yet. */
export function stateSentence({ state, challenge }: Pick<RunState, 'state' | 'challenge'>): string {
  const isMeasured = state === 'published' || state === 'invalid';
  if (!challenge?.embargoed || !isMeasured) return stateWords[state].sentence;
  const verdict = state === 'published' ? 'VALID' : 'INVALID';
  return `Measured, with the verdict ${verdict}. The record is published when the challenge is revealed.`;
}

const finished: ReadonlySet<RunStateName> = new Set(['published', 'invalid', 'failed', 'error', 'cancelled', 'sealed']);

/** Whether a run will not move any more. */
export function isFinished(state: RunStateName): boolean {
  return finished.has(state);
}

export const budgetWords: Record<BudgetId, string> = {
  trainingWallSeconds: 'Training, wall clock',
  trainingCpuSeconds: 'Training, CPU time',
  rowsServed: 'Rows served',
  askedRows: 'Rows asked of a black box',
  memoryBytes: 'Memory',
  artefactBytes: 'Artefact',
  scratchBytes: 'Scratch files',
  loadSeconds: 'Load',
  queryMs: 'One query',
  outputBytes: 'Output',
  processes: 'Processes',
  steps: 'Training steps',
  parameters: 'Parameters',
};

/** An amount of a budget with its unit in words a person reads. */
export function budgetAmount(value: number | null, unit: string): string {
  if (value === null) return missing;
  if (unit === 's') return duration(value);
  if (unit === 'B') return bytes(value);
  if (unit === 'ms') return `${milliseconds(value)} ms`;
  return `${count(value)} ${unit}`;
}

/** Who computed where while queries were timed. */
function cores({ cpuSet, cpuSetBy, cpuSetReason, harnessCpuSet }: SandboxDescription): string {
  if (cpuSet === null) return cpuSetReason ? `not pinned: ${cpuSetReason}` : 'not pinned';
  const held = cpuSetBy === 'affinity' ? ', by an affinity that it could undo' : '';
  return `submission on ${cpuSet}${held}${harnessCpuSet ? `; harness on ${harnessCpuSet}` : ''}`;
}

/** What the sandbox took away, mechanism by mechanism. */
export function sandboxWords(sandbox: SandboxDescription): { name: string; value: string }[] {
  return [
    { name: 'Level', value: sandbox.level },
    { name: 'Network', value: sandbox.network === 'none' ? 'none' : 'shared with the machine' },
    { name: 'File system', value: sandbox.filesystem === 'read-only' ? 'read-only root' : 'shared with the machine' },
    { name: 'Capabilities', value: sandbox.capabilities === 'none' ? 'none' : 'inherited' },
    { name: 'Memory limit by', value: sandbox.memoryLimit },
    { name: 'Process limit by', value: sandbox.processLimit },
    { name: 'Cores', value: cores(sandbox) },
  ];
}
