import type { PipelineOp, PipelineStep, StepOf } from '@paretoboard/contract/model-pipeline.js';
import { argmax, softmax, topK } from './along-axis.js';
import { boxesToInput, nms } from './boxes.js';
import { grey, swapRedBlue } from './colour.js';
import { centerCrop, pad } from './crop-pad.js';
import { expand, repeat, reshape, slice, squeeze, transpose } from './layout.js';
import { resize } from './resize.js';
import type { Step } from './step.js';
import { cast, clip, log, normalise, round, scale, sigmoid, threshold } from './values.js';

const steps: { readonly [Op in PipelineOp]: Step<StepOf<Op>> } = {
  cast,
  scale,
  normalise,
  clip,
  round,
  resize,
  'center-crop': centerCrop,
  pad,
  'swap-red-blue': swapRedBlue,
  grey,
  transpose,
  reshape,
  squeeze,
  expand,
  repeat,
  slice,
  softmax,
  sigmoid,
  log,
  argmax,
  'top-k': topK,
  threshold,
  nms,
  'boxes-to-input': boxesToInput,
};

/** What a step does. */
export function stepOf(step: PipelineStep): Step {
  // The table's type says that each entry takes the steps of its own op.
  return steps[step.op] as Step;
}
