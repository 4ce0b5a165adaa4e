/** Everything that the configurations differ in: sizes and steps, no component. */
export interface YoloConfiguration {
  /** Rows and columns that pictures are resized to; multiples of 32. */
  readonly size: readonly [height: number, width: number];
  /** Channels after the slicing layer and after each of four halvings. */
  readonly widths: readonly [number, number, number, number, number];
  /** Bottlenecks of the four CSP blocks of the backbone, and of each in the neck. */
  readonly depths: readonly [number, number, number, number];
  readonly neckDepth: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** For two cores. */
export const small: YoloConfiguration = {
  size: [128, 192],
  widths: [8, 16, 32, 48, 64],
  depths: [1, 1, 1, 1],
  neckDepth: 1,
  epochs: 12,
  batchSize: 8,
  learningRate: 4e-3,
};

/** YOLOv5s. Input size, epochs, batch and rate are not stated in the paper; these are the usual ones. */
export const full: YoloConfiguration = {
  size: [640, 640],
  widths: [32, 64, 128, 256, 512],
  depths: [1, 2, 3, 1],
  neckDepth: 1,
  epochs: 300,
  batchSize: 16,
  learningRate: 1e-3,
};

/** Pixels of the network’s input a cell of each head, and anchors in each. */
export const strides = [8, 16, 32] as const;
export const anchorsPerHead = 3;
/** YOLOv5’s: a box fits an anchor if neither side differs by more than this factor. */
export const anchorThreshold = 4;
/** YOLOv5’s weights of the box and objectness losses, and of the objectness of each head. */
export const lossWeights = { box: 0.05, objectness: 1, heads: [4, 1, 0.4] } as const;
/** Suppression of doubles: overlap from which the less sure one goes, and confidence below which none is looked at. */
export const suppression = { overlap: 0.45, leastScore: 0.01 };
/** Median over 3 × 3 pixels; unsharp mask of this amount. */
export const enhancement = { sharpening: 0.5 };
