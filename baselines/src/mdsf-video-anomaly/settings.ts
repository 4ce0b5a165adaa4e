/** Training of one part: teacher, student, gates, or a comparator. */
export interface PartSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** Everything that the configurations differ in: sizes and steps, no component. */
export interface MdsfConfiguration {
  /** Rows and columns that frames are resized to; multiples of 8 · 2^scales. */
  readonly size: readonly [height: number, width: number];
  /** Channels by scale; one halving of the size each. */
  readonly teacher: readonly number[];
  readonly student: readonly number[];
  /** Channels that the scales are brought to before they are added. */
  readonly fusion: number;
  readonly teacherTraining: PartSettings;
  readonly studentTraining: PartSettings;
  readonly gateTraining: PartSettings;
}

const smallPart = { batchSize: 16, learningRate: 1e-3 };

/** For two cores. */
export const small: MdsfConfiguration = {
  size: [64, 96],
  teacher: [16, 32, 64],
  student: [8, 16, 32],
  fusion: 16,
  teacherTraining: { ...smallPart, epochs: 8 },
  studentTraining: { ...smallPart, epochs: 8 },
  gateTraining: { batchSize: 16, learningRate: 1e-2, epochs: 10 },
};

const fullPart = { batchSize: 16, learningRate: 1e-4 };

/** As printed where printed: 256 × 256, Adam 1e-4, 50 to 100 epochs, 14 M parameters. Widths are ours, chosen for that number. */
export const full: MdsfConfiguration = {
  size: [256, 256],
  teacher: [96, 192, 384, 768],
  student: [80, 160, 320, 640],
  fusion: 96,
  teacherTraining: { ...fullPart, epochs: 50 },
  studentTraining: { ...fullPart, epochs: 50 },
  gateTraining: { ...fullPart, epochs: 10 },
};

/** Random patches of this many pixels a side, hidden in training only. */
export const masking = { patch: 8, ratio: 0.5 };
/** Weight of the features' difference beside the student's reconstruction error: ours, without it the features are not comparable. */
export const featureWeight = 1;
