import type { RecordAnswers, Sample } from '@paretoboard/contract/answers.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { classResults } from '@paretoboard/harness/records/class-results.js';
import { closeTo } from '@paretoboard/harness/records/verification/check.js';
import type { Answer, Score, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { Album } from './album.js';
import { answerShape } from './answer-shape.js';
import { boxesSamples } from './boxes-samples.js';
import { classSamples, isShown } from './class-samples.js';
import { maskSamples } from './mask-samples.js';
import { restoredSamples } from './restored-samples.js';
import { trackSamples } from './track-samples.js';

/** What a page shows of a record's answers, and the pictures that it names, as PNG. */
export interface DescribedAnswers
  extends Pick<RecordAnswers, 'classes' | 'classesReason' | 'samples' | 'samplesReason'> {
  readonly pictures: Readonly<Record<string, Uint8Array>>;
}

type Described = Pick<BenchmarkRecord, 'metrics' | 'track'>;

const noClasses = 'The answers of this task are no classes.';
const notDrawn = 'Answers of this kind are not drawn yet.';

/** Nothing, for one reason. */
export function withoutAnswers(reason: string): DescribedAnswers {
  return { classes: null, classesReason: reason, samples: [], samplesReason: reason, pictures: {} };
}

/** Metrics of the first seed that these labels do not give: then they are not the labels that the record was scored with. */
function differing({ metrics }: Described, score: Score): string[] {
  return metrics.flatMap(({ id, source, perSeed }) => {
    const [recorded, found] = [perSeed[0], score.metrics[id]];
    if (source === 'declared' || recorded === undefined) return [];
    return found !== undefined && closeTo(recorded, found) ? [] : [id];
  });
}

function samplesOf(
  module: TaskModule,
  answers: readonly Answer[],
  score: Score,
  track: string,
  album: Album,
): Sample[] {
  const { definition, threshold } = module;
  const shape = answerShape(definition);
  if (shape === 'restored') return restoredSamples(answers, score, album);
  if (shape === 'track') return trackSamples(answers, score, album);
  if (shape === 'boxes' && threshold !== undefined) return boxesSamples(answers, score, threshold, album);
  if (shape === 'mask' && threshold !== undefined) return maskSamples(answers, score, threshold, album);
  const shown = definition.tracks.find(({ id }) => id === track)?.testInputs ?? [];
  const spec = definition.inputs.find((input) => shown.includes(input.name) && isShown(input));
  return shape === 'class' && spec ? classSamples(answers, score, spec, album) : [];
}

/**
 * What stored answers show: results by class over all seeds, and samples of the first seed. Pure.
 * @param seeds the answers of each seed, in the order of the test split
 * @param mayShowItems whether the licence of the data allows showing their items
 */
export function describeAnswers(
  record: Described,
  module: TaskModule,
  seeds: readonly (readonly Answer[])[],
  mayShowItems: boolean,
): DescribedAnswers {
  const shape = answerShape(module.definition);
  const first = seeds[0];
  if (!shape || !first) return { ...withoutAnswers(notDrawn), classesReason: noClasses };
  const score = module.score(first);
  const others = differing(record, score);
  if (others.length > 0)
    return withoutAnswers(
      `With the labels that this server has, the stored answers do not give the record’s figures (${others.join(', ')}).`,
    );
  const classified = (answers: readonly Answer[]) =>
    answers.map(({ item, outputs }) => ({ logits: outputs.logits!.data, label: item.targets.label!.data[0]! }));
  const album = new Album();
  const samples = mayShowItems ? samplesOf(module, first, score, record.track, album) : [];
  return {
    classes: shape === 'class' ? classResults(seeds.map(classified), module.classNames) : null,
    classesReason: shape === 'class' ? null : noClasses,
    samples,
    samplesReason: samples.length > 0 ? null : notDrawn,
    pictures: album.pictures,
  };
}
