import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Weights } from '../shared/weights.js';
import { type Box, crop, type Frame, type Region, regionAbout } from './frame.js';
import { forward } from './network.js';
import { historyLength, type MethodSettings, type NetworkSettings, searchFactor, templateFactor } from './settings.js';
import type { Tracker } from './tracker.js';
import { boxOfWords, likeliestWords, wordsOf } from './words.js';

/** The template is cut anew after so many frames, from one whose four words are all at least this likely: the paper does not say when. */
const update = { everyFrames: 10, leastProbability: 0.5 } as const;
/** An answer smaller than this, in pixels, would leave nothing to search about. */
const leastSide = 3;

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

export interface NetworkTrackerOptions {
  readonly settings: NetworkSettings;
  readonly method: MethodSettings;
  readonly weights: Weights;
  readonly moments: Weights;
  onKept?(block: string, kept: Float32Array): void;
}

/** Searches about the latest box, reads the four likeliest words, and goes on from there. */
export class NetworkTracker implements Tracker {
  private template: Float32Array = new Float32Array(0);
  /** The latest boxes, the newest last. */
  private history: Box[] = [];
  private sinceUpdate = 0;

  constructor(
    private readonly tf: TensorFlow,
    private readonly options: NetworkTrackerOptions,
  ) {}

  begin(frame: Frame, box: Box): void {
    this.history = new Array<Box>(historyLength).fill(box);
    this.cutTemplate(frame, box);
  }

  step(frame: Frame): Box {
    const { settings } = this.options;
    const region = regionAbout(this.history.at(-1)!, searchFactor);
    const { words, probabilities } = likeliestWords(this.logits(frame, region), settings.bins);
    const box = inside(boxOfWords(words, region, settings.bins), frame);
    this.history = [...this.history.slice(1), box];
    this.sinceUpdate += 1;
    const isSure = Math.min(...probabilities) >= update.leastProbability;
    if (this.options.method.updatesTemplate && isSure && this.sinceUpdate >= update.everyFrames)
      this.cutTemplate(frame, box);
    return box;
  }

  private cutTemplate(frame: Frame, box: Box): void {
    this.template = cropped(frame, regionAbout(box, templateFactor), this.options.settings.templateSize);
    this.sinceUpdate = 0;
  }

  private logits(frame: Frame, region: Region): Float32Array {
    const { tf } = this;
    const { settings, method, weights, moments, onKept } = this.options;
    const batch = {
      items: 1,
      templates: this.template,
      searches: cropped(frame, region, settings.searchSize),
      history: Int32Array.from(this.history.flatMap((box) => wordsOf(box, region, settings.bins))),
    };
    const options = {
      settings,
      method,
      moments: { from: 'store', stored: moments } as const,
      ...(onKept ? { onKept } : {}),
    };
    return tf.tidy(() => forward(tf, weights, batch, options).logits.dataSync() as Float32Array);
  }
}
