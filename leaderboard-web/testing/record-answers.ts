import { type RecordAnswers, recordAnswersSchema } from '@paretoboard/contract/answers.js';
import { furtherSamples } from './further-samples';
import { picture } from './sample-picture';

const names = ['swipe left', 'swipe right', '<b>wave</b>', null, 'throw'];
const matrix = [
  [40, 2, 0, 0, 0],
  [9, 31, 0, 2, 0],
  [0, 0, 42, 0, 0],
  [0, 12, 3, 27, 0],
  [0, 0, 0, 0, 0],
];

function classOf(name: string | null, index: number) {
  const support = matrix[index]!.reduce((sum, items) => sum + items, 0);
  const found = matrix.reduce((sum, row) => sum + row[index]!, 0);
  const hits = matrix[index]![index]!;
  return {
    class: index,
    name,
    support,
    precision: found ? hits / found : null,
    recall: support ? hits / support : null,
    f1: support + found ? (2 * hits) / (support + found) : null,
  };
}

const signal = Array.from({ length: 6 }, (_, channel) =>
  Array.from({ length: 64 }, (_, step) => Math.sin(step / (4 + channel)) * (channel + 1)),
);

/** A classification of signals. */
export function classAnswers(record: string): RecordAnswers {
  const sample = { kind: 'class', why: 'spread', outcome: { correct: 1 } };
  const input = { kind: 'signal', channels: signal, description: 'acceleration and angular rate' };
  return recordAnswersSchema.parse({
    record,
    state: 'ready',
    classes: { seeds: 3, items: 56, classes: names.map(classOf), matrix, tied: 2 },
    classesReason: null,
    samples: [
      { ...sample, item: 12, input, truth: 2, answers: [{ class: 2, share: 0.91 }, { class: 3, share: 0.09 }] }, // biome-ignore format: one line each
      { ...sample, item: 31, why: 'mistake', outcome: { correct: 0 }, input, truth: 3, answers: [{ class: 1, share: 0.99 }] }, // biome-ignore format: one line each
    ],
    samplesReason: null,
    source: { title: 'A set', licence: 'CC BY 4.0', citation: 'Somebody, 2020' },
  });
}

/** One sample of every other kind, as no record has them together. */
export function pictureAnswers(record: string): RecordAnswers {
  const sample = { why: 'spread', item: 4 };
  return recordAnswersSchema.parse({
    record,
    state: 'ready',
    classes: null,
    classesReason: 'The answers of this task are no classes.',
    samples: [
      {
        ...sample,
        kind: 'class',
        outcome: { correct: 1 },
        input: { kind: 'picture', picture: picture('sign', 32) },
        truth: 14,
        answers: [{ class: 14, share: 1 }],
      },
      {
        ...sample,
        item: 5,
        kind: 'boxes',
        outcome: { countError: 1 },
        picture: picture('orchard', 320, 240),
        truth: [[20, 30, 60, 60], [150, 90, 55, 50]], // biome-ignore format: boxes
        found: [{ box: [22, 33, 55, 58], score: 0.93 }],
      },
      {
        ...sample,
        item: 6,
        kind: 'mask',
        outcome: { dsc: 0.81 },
        slice: 17,
        slices: 35,
        input: picture('slice', 105, 150),
        marked: picture('slice-marked', 105, 150),
        truePixels: 120,
        answeredPixels: 110,
        commonPixels: 96,
      },
      {
        ...sample,
        item: 7,
        kind: 'restored',
        outcome: { psnr: 31.2, ssim: 0.9 },
        input: picture('small', 48),
        answer: picture('restored', 96),
        reference: picture('reference', 96),
      },
      ...furtherSamples,
    ],
    samplesReason: null,
    source: null,
  });
}

/** As long as they are being worked out. */
export function pendingAnswers(record: string): RecordAnswers {
  return recordAnswersSchema.parse({
    record,
    state: 'pending',
    classes: null,
    classesReason: null,
    samples: [],
    samplesReason: null,
    source: null,
  });
}
