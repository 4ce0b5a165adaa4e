import { type ComplexSquare, fourier, inverseFourier } from './fourier.js';
import { type Box, type Frame, greyCrop, type Region, regionAbout } from './frame.js';
import { type Tracker, untrainedTracker } from './tracker.js';

const side = 64;
/** Side of the window in roots of the box's area. */
const context = 3.5;
/** Standard deviation of the wanted peak, in samples of the window. */
const peakWidth = 2;
/** The paper's. */
const learningRate = 0.125;
const regularisation = 1e-2;
/** Shifts and zooms of the first window, from which the filter is begun. */
const beginnings: readonly (readonly [number, number, number])[] = [
  [0, 0, 1],
  [0.06, 0, 1],
  [-0.06, 0, 1],
  [0, 0.06, 1],
  [0, -0.06, 1],
  [0, 0, 1.06],
  [0, 0, 0.94],
];

const hann = Float64Array.from({ length: side }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / side));

/** Logarithm, mean 0, variance 1, falling to 0 at the edges. */
function prepared(frame: Frame, region: Region): Float64Array {
  const values = Float64Array.from(greyCrop(frame, region, side), (value) => Math.log(value + 1));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) + 1e-5;
  return values.map((value, at) => ((value - mean) / deviation) * hann[at % side]! * hann[Math.floor(at / side)]!);
}

function wantedPeak(shiftX: number, shiftY: number): ComplexSquare {
  const square = Float64Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [(at % side) - side / 2 - shiftX, Math.floor(at / side) - side / 2 - shiftY];
    return Math.exp(-(x * x + y * y) / (2 * peakWidth ** 2));
  });
  return fourier(square);
}

/** The filter is the conjugate of numerator / denominator, each a running mean. */
class Filter {
  private readonly real = new Float64Array(side * side);
  private readonly imaginary = new Float64Array(side * side);
  private readonly power = new Float64Array(side * side);

  /** Adds G · F* and F · F*, weighed by `share`; what was there counts 1 − share. */
  learn(window: ComplexSquare, wanted: ComplexSquare, share: number): void {
    const keep = 1 - share;
    for (let at = 0; at < side * side; at++) {
      const [a, b, c, d] = [wanted.real[at]!, wanted.imaginary[at]!, window.real[at]!, window.imaginary[at]!];
      this.real[at] = keep * this.real[at]! + share * (a * c + b * d);
      this.imaginary[at] = keep * this.imaginary[at]! + share * (b * c - a * d);
      this.power[at] = keep * this.power[at]! + share * (c * c + d * d);
    }
  }

  response(window: ComplexSquare): Float64Array {
    const [real, imaginary] = [new Float64Array(side * side), new Float64Array(side * side)];
    for (let at = 0; at < side * side; at++) {
      const scale = 1 / (this.power[at]! + regularisation);
      const [a, b, c, d] = [this.real[at]!, this.imaginary[at]!, window.real[at]!, window.imaginary[at]!];
      real[at] = (a * c - b * d) * scale;
      imaginary[at] = (a * d + b * c) * scale;
    }
    return inverseFourier({ side, real, imaginary });
  }
}

/** MOSSE (Bolme et al. 2010): a correlation filter on grey values, begun on the first window and its disguises, and updated with every frame. */
export function correlationFilter(): Tracker {
  let filter = new Filter();
  let box: Box = [0, 0, 1, 1];
  const wanted = wantedPeak(0, 0);
  return {
    begin: (frame, first) => {
      filter = new Filter();
      box = first;
      const { x, y, side: width } = regionAbout(box, context);
      for (const [index, [dx, dy, zoom]] of beginnings.entries()) {
        const region = { x: x + dx * width, y: y + dy * width, side: width * zoom };
        const peak = wantedPeak((-dx * side) / zoom, (-dy * side) / zoom);
        filter.learn(fourier(prepared(frame, region)), peak, 1 / (index + 1));
      }
    },
    step: (frame) => {
      const region = regionAbout(box, context);
      const response = filter.response(fourier(prepared(frame, region)));
      const best = response.indexOf(Math.max(...response));
      const scale = region.side / side;
      const [left, top, width, height] = box;
      const moved: [number, number] = [
        ((best % side) - side / 2) * scale,
        (Math.floor(best / side) - side / 2) * scale,
      ];
      const inside = (value: number, length: number, limit: number): number =>
        Math.max(-length / 2, Math.min(limit - length / 2, value));
      box = [inside(left + moved[0], width, frame.width), inside(top + moved[1], height, frame.height), width, height];
      filter.learn(fourier(prepared(frame, regionAbout(box, context))), wanted, learningRate);
      return box;
    },
  };
}

export default untrainedTracker(correlationFilter);
