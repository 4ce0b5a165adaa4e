/** Channels of a window: gravity x y z (g), rotation rate x y z (rad/s), acceleration of the wearer x y z (g), in the axes of the phone. */
export const channelCount = 9;

/** What one phone recorded at a stretch. */
export interface Recording {
  /** Unique within the data set. */
  readonly name: string;
  /** From 0. */
  readonly subject: number;
  readonly steps: number;
  /** [steps, 9]. */
  readonly values: Float32Array;
  /** Activity at each step, from 0: [steps]. */
  readonly activities: Uint8Array;
}
