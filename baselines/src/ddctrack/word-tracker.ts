import { type Box, crop, type Frame, type Region } from './frame.js';
import type { ImageBatch } from './network.js';
import { searchRegion, templateRegion } from './regions.js';
import { historyLength, type NetworkSettings } from './settings.js';
import type { Tracker } from './tracker.js';
import { boxOfWords, likeliestWords, wordsOf } from './words.js';

/** The template is cut anew after so many frames, from one whose four words are all at least this likely: the paper does not say when. */
const update = { everyFrames: 10, leastProbability: 0.5 } as const;
/** An answer smaller than this, in pixels, would leave nothing to search about. */
const leastSide = 3;

/** Logits of the four words of a box, [4 · bins], for a batch of one; `region` is where its search crop was cut. */
export type ReadWords = (batch: ImageBatch, region: Region) => Float32Array;

function cropped(frame: Frame, region: Region, size: number): Float32Array {
  const values = new Float32Array(size * size * 3);
  crop(frame, region, size, values);
  return values;
}

/** Keeps the middle inside the frame, and the sides between the least and the frame's. */
function inside([left, top, width, height]: Box, frame: Frame): Box {
  const [wide, high] = [
    Math.max(leastSide, Math.min(width, frame.width)),
    Math.max(leastSide, Math.min(height, frame.height)),
  ];
  const x = Math.max(0, Math.min(frame.width, left + width / 2));
  const y = Math.max(0, Math.min(frame.height, top + height / 2));
  return [x - wide / 2, y - high / 2, wide, high];
}

/** Searches about the latest box, takes the four likeliest words, and goes on from there. */
export class WordTracker implements Tracker {
  private template: Float32Array = new Float32Array(0);
  /** The latest boxes, the newest last. */
  private history: readonly Box[] = [];
  private sinceUpdate = 0;

  constructor(
    private readonly settings: NetworkSettings,
    private readonly updatesTemplate: boolean,
    private readonly read: ReadWords,
  ) {}

  begin(frame: Frame, box: Box): void {
    this.history = new Array<Box>(historyLength).fill(box);
    this.cutTemplate(frame, box);
  }

  step(frame: Frame): Box {
    const { bins, searchSize } = this.settings;
    const region = searchRegion(this.history);
    const batch = {
      items: 1,
      templates: this.template,
      searches: cropped(frame, region, searchSize),
      history: Int32Array.from(this.history.flatMap((box) => wordsOf(box, region, bins))),
    };
    const { words, probabilities } = likeliestWords(this.read(batch, region), bins);
    const box = inside(boxOfWords(words, region, bins), frame);
    this.history = [...this.history.slice(1), box];
    this.sinceUpdate += 1;
    const isSure = Math.min(...probabilities) >= update.leastProbability;
    if (this.updatesTemplate && isSure && this.sinceUpdate >= update.everyFrames) this.cutTemplate(frame, box);
    return box;
  }

  private cutTemplate(frame: Frame, box: Box): void {
    this.template = cropped(frame, templateRegion(box), this.settings.templateSize);
    this.sinceUpdate = 0;
  }
}
