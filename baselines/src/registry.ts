import { builtIns as alkdnet } from './alkdnet-super-resolution/built-ins.js';
import type { BuiltIn } from './built-in.js';
import { builtIns as ddctrack } from './ddctrack/built-ins.js';
import { builtIns as dpSvae } from './dp-svae/built-ins.js';
import { builtIns as enhancedLenet5 } from './enhanced-lenet5-traffic-sign/built-ins.js';
import { builtIns as lighthart } from './lighthart-kd-har/built-ins.js';
import { builtIns as manifoldLabelPropagation } from './manifold-label-propagation-fewshot/built-ins.js';
import { builtIns as mdsf } from './mdsf-video-anomaly/built-ins.js';
import { builtIns as rLime } from './r-lime/built-ins.js';
import { builtIns as recommender } from './rlmultimodalrec-gated-fusion/built-ins.js';
import { builtIns as yolov5Apples } from './yolov5-apple-picking/built-ins.js';

/** One line per paper. */
const byTask: Readonly<Record<string, readonly BuiltIn[]>> = {
  'alkdnet-super-resolution': alkdnet,
  ddctrack,
  'dp-svae': dpSvae,
  'enhanced-lenet5-traffic-sign': enhancedLenet5,
  'lighthart-kd-har': lighthart,
  'mdsf-video-anomaly': mdsf,
  'r-lime': rLime,
  'rlmultimodalrec-gated-fusion': recommender,
  'manifold-label-propagation-fewshot': manifoldLabelPropagation,
  'yolov5-apple-picking': yolov5Apples,
};

/** Built-in submissions of a task, quickest first; empty for an unknown task. */
export function builtInsOf(task: string): readonly BuiltIn[] {
  return [...(byTask[task] ?? [])].sort((a, b) => a.expectedSeconds - b.expectedSeconds);
}

export class UnknownSubmissionError extends Error {
  override readonly name = 'UnknownSubmissionError';

  constructor(task: string, name: string) {
    super(
      `task ${task} has no built-in submission "${name}": expected a folder with paretoboard.json or one of ${builtInsOf(
        task,
      )
        .map((builtIn) => builtIn.manifest.name)
        .join(', ')}`,
    );
  }
}

/** @throws UnknownSubmissionError */
export function builtIn(task: string, name: string): BuiltIn {
  const found = builtInsOf(task).find((candidate) => candidate.manifest.name === name);
  if (!found) throw new UnknownSubmissionError(task, name);
  return found;
}
