import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { Dealer, type Part, type Place } from './parts.js';
import { channelCount, type Recording } from './recording.js';
import { roles } from './roles.js';
import { windowShape, windowSteps } from './window-shape.js';

/** Draws whom each test window is to look like. */
const targetSeed = 78_354_002;

const scalar = (value: number) => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) }) as const;

function windowOf({ recording, from }: Place) {
  const data = recording.values.slice(from * channelCount, (from + windowSteps) * channelCount);
  return { dtype: 'float32', shape: windowShape, data } as const;
}

/** The activity of most steps; of equally many the first. */
function activityOf({ recording, from }: Place): number {
  const counts = new Map<number, number>();
  for (const activity of recording.activities.subarray(from, from + windowSteps))
    counts.set(activity, (counts.get(activity) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Nothing but the window and whose it is: an anonymiser knows no activities. A recording's name would tell. */
function trainingItem(place: Place): Item {
  const { subject } = place.recording;
  return {
    inputs: { window: windowOf(place) },
    targets: { subject: scalar(subject) },
    attributes: { subject },
    group: place.block,
  };
}

function testItem(place: Place, target: number): Item {
  const { subject } = place.recording;
  const role = place.part === 'judged' ? roles.judged : roles.referee;
  return {
    inputs: { window: windowOf(place), subject: scalar(subject), target: scalar(target) },
    targets: { activity: scalar(activityOf(place)), role: scalar(role) },
    attributes: { subject },
    group: place.block,
  };
}

function source(places: readonly Place[], itemOf: (place: Place, index: number) => Item): ItemSource {
  return {
    items: places.length,
    read: (index) => {
      const place = places[index];
      if (!place) throw new RangeError(`item ${index} of ${places.length}`);
      return itemOf(place, index);
    },
  };
}

/**
 * Windows of recordings, dealt to train, validation and test. The test split holds those that referees learn from before those that are judged; the runner asks
 * for them in secret order.
 * @param recordings subject by subject
 * @throws DataSetError if a part stays empty
 */
export async function windowsOf(dataset: string, recordings: AsyncIterable<Recording>): Promise<LoadedData> {
  const dealer = new Dealer();
  const parts: Record<Part, Place[]> = { train: [], validation: [], referee: [], judged: [] };
  let subjects = 0;
  for await (const recording of recordings) {
    subjects = Math.max(subjects, recording.subject + 1);
    for (const place of dealer.places(recording)) parts[place.part].push(place);
  }
  const empty = Object.entries(parts).find(([, places]) => places.length === 0);
  if (empty)
    throw new DataSetError(dataset, `windows of the part ${empty[0]}`, 'none', 'Add the set with longer recordings.');
  const random = new Random(targetSeed);
  const test = [...parts.referee, ...parts.judged];
  const targets = test.map(() => random.integer(subjects));
  return {
    train: source(parts.train, trainingItem),
    validation: source(parts.validation, trainingItem),
    test: source(test, (place, index) => testItem(place, targets[index]!)),
  };
}
