import { abovePhysicalFloor } from './above-physical-floor.js';
import { artefactUnchanged } from './artefact-unchanged.js';
import { canariesAgree } from './canaries-agree.js';
import { cpuNotThrottled } from './cpu-not-throttled.js';
import { deterministic } from './deterministic.js';
import { gpuExclusive } from './gpu-exclusive.js';
import { gpuNotThrottled } from './gpu-not-throttled.js';
import { independentOfBatch } from './independent-of-batch.js';
import { machineExclusive } from './machine-exclusive.js';
import { machineSteady } from './machine-steady.js';
import { notContaminated } from './not-contaminated.js';
import { outputsWellFormed } from './outputs-well-formed.js';
import { repeatedInputNotFaster } from './repeated-input-not-faster.js';
import type { RunCheck } from './run-check.js';
import { timedOutputsMatch } from './timed-outputs-match.js';
import { windowComplete } from './window-complete.js';

/** In the order of the record. */
export const runChecks: readonly RunCheck[] = [
  outputsWellFormed,
  timedOutputsMatch,
  deterministic,
  independentOfBatch,
  canariesAgree,
  repeatedInputNotFaster,
  windowComplete,
  abovePhysicalFloor,
  artefactUnchanged,
  notContaminated,
  machineExclusive,
  cpuNotThrottled,
  gpuNotThrottled,
  gpuExclusive,
  machineSteady,
];
