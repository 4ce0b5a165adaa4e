import type { RecordAnswers } from '@paretoboard/contract/answers.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Sample } from '@paretoboard/contract/samples.js';
import { classResults } from '@paretoboard/harness/records/class-results.js';
import { closeTo } from '@paretoboard/harness/records/verification/check.js';
import type { Answer, Score, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { Album } from './album.js';
import { boxesSamples } from './boxes-samples.js';
import { changedSamples } from './changed-samples.js';
import { classInput } from './class-input.js';
import { classSamples } from './class-samples.js';
import { clipSamples } from './clip-samples.js';
import { episodeSamples } from './episode-samples.js';
import { generatedSamples } from './generated-samples.js';
import { maskSamples } from './mask-samples.js';
import { rankingSamples } from './ranking-samples.js';
import { restoredSamples } from './restored-samples.js';
import { retrievalSamples } from './retrieval-samples.js';
import { ruleSamples } from './rule-samples.js';
import { trackSamples } from './track-samples.js';

/** What a page shows of a record's answers, and the pictures that it names, as PNG. */
export interface DescribedAnswers
  extends Pick<RecordAnswers, 'classes' | 'classesReason' | 'samples' | 'samplesReason'> {
  readonly pictures: Readonly<Record<string, Uint8Array>>;
}

type Described = Pick<BenchmarkRecord, 'metrics' | 'track' | 'variant'>;

const noClasses = 'The answers of this task are no classes.';
const notDrawn = 'This task does not say how its answers are shown.';

/** Nothing, for one reason. */
export function withoutAnswers(reason: string): DescribedAnswers {
  return { classes: null, classesReason: reason, samples: [], samplesReason: reason, pictures: {} };
}

/** Metrics of the first seed that these labels do not give: then they are not the labels that the record was scored with. */
function differing({ metrics }: Pick<Described, 'metrics'>, score: Score): string[] {
  return metrics.flatMap(({ id, source, perSeed }) => {
    const [recorded, found] = [perSeed[0], score.metrics[id]];
    if (source === 'declared' || recorded === undefined) return [];
    return found !== undefined && closeTo(recorded, found) ? [] : [id];
  });
}

function samplesOf(
  { definition, samples: shown, threshold = 0 }: TaskModule,
  answers: readonly Answer[],
  score: Score,
  { track, variant }: Described,
  album: Album,
): Sample[] {
  if (!shown) return [];
  const visible = definition.tracks.find(({ id }) => id === track)?.testInputs ?? [];
  const inputs = definition.inputs.filter(({ name }) => visible.includes(name));
  switch (shown.kind) {
    case 'class': {
      const drawInput = classInput(inputs, shown);
      return drawInput ? classSamples(answers, score, drawInput, album) : [];
    }
    case 'boxes':
      return boxesSamples(answers, score, threshold, album);
    case 'mask':
      return maskSamples(answers, score, threshold, album);
    case 'restored':
      return restoredSamples(answers, score, album);
    case 'track':
      return trackSamples(answers, score, shown, album);
    case 'episode':
      return episodeSamples(answers, score, shown, visible, album);
    case 'ranking':
      return rankingSamples(answers, score, shown);
    case 'retrieval':
      return retrievalSamples(answers, score, shown, album);
    case 'generated':
      return generatedSamples(answers, score, shown, album);
    case 'changed':
      return changedSamples(answers, score, shown, inputs);
    case 'rule':
      return ruleSamples(answers, score, shown, variant.id);
    case 'clip':
      return clipSamples(answers, score, shown, album);
  }
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
  const isClasses = module.samples?.kind === 'class';
  const first = seeds[0];
  if (!module.samples || !first) return { ...withoutAnswers(notDrawn), classesReason: noClasses };
  const score = module.score(first);
  const others = differing(record, score);
  if (others.length > 0)
    return withoutAnswers(
      `With the labels that this server has, the stored answers do not give the record’s figures (${others.join(', ')}).`,
    );
  const classified = (answers: readonly Answer[]) =>
    answers.map(({ item, outputs }) => ({ logits: outputs.logits!.data, label: item.targets.label!.data[0]! }));
  const album = new Album();
  const samples = mayShowItems ? samplesOf(module, first, score, record, album) : [];
  return {
    classes: isClasses ? classResults(seeds.map(classified), module.classNames) : null,
    classesReason: isClasses ? null : noClasses,
    samples,
    samplesReason: samples.length > 0 ? null : notDrawn,
    pictures: album.pictures,
  };
}
