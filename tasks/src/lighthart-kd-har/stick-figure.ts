export type Vector = readonly [number, number, number];
/** Row-major rotation matrix. */
export type Rotation = readonly [Vector, Vector, Vector];

/** How one limb swings: sinusoidally about the shoulder or hip, with a bend at elbow or knee. */
export interface LimbMotion {
  /** Swing in rad. */
  readonly amplitude: number;
  readonly frequencyHz: number;
  readonly phase: number;
  /** Direction of the swing about the vertical in rad; 0 is forward. */
  readonly plane: number;
  /** Amplitude of the bend in rad. */
  readonly bend: number;
}

export const limbNames = ['leftArm', 'rightArm', 'leftLeg', 'rightLeg'] as const;
export type Limb = (typeof limbNames)[number];
export type BodyMotion = Readonly<Record<Limb, LimbMotion>>;

/** Metres of a grown person. The camera looks along +z, y points up. */
const lengths = {
  spine: 0.25,
  chest: 0.25,
  neck: 0.22,
  shoulder: 0.19,
  hip: 0.1,
  upperArm: 0.29,
  forearm: 0.26,
  hand: 0.08,
  thigh: 0.42,
  shin: 0.41,
  foot: 0.15,
};
const bodyAt: Vector = [0, 0, 2.6];
const down: Vector = [0, -1, 0];

export function rotate(rotation: Rotation, [x, y, z]: Vector): Vector {
  const row = (r: Vector): number => r[0] * x + r[1] * y + r[2] * z;
  return [row(rotation[0]), row(rotation[1]), row(rotation[2])];
}

export function multiply(a: Rotation, b: Rotation): Rotation {
  const columns = [0, 1, 2].map((j) => rotate(a, [b[0][j]!, b[1][j]!, b[2][j]!]));
  return [0, 1, 2].map((i) => columns.map((column) => column[i]!)) as unknown as Rotation;
}

export function transpose(r: Rotation): Rotation {
  return [0, 1, 2].map((i) => [r[0][i]!, r[1][i]!, r[2][i]!]) as unknown as Rotation;
}

/** Rodrigues' formula: `angle` in rad about a unit axis. */
export function aboutAxis([x, y, z]: Vector, angle: number): Rotation {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const t = 1 - c;
  return [
    [t * x * x + c, t * x * y - s * z, t * x * z + s * y],
    [t * x * y + s * z, t * y * y + c, t * y * z - s * x],
    [t * x * z - s * y, t * y * z + s * x, t * z * z + c],
  ];
}

const add = (a: Vector, b: Vector, scale = 1): Vector => [
  a[0] + scale * b[0],
  a[1] + scale * b[1],
  a[2] + scale * b[2],
];

interface LimbPose {
  readonly upper: Rotation;
  readonly lower: Rotation;
}

/** @param gain scales the whole motion: 1 active, near 0 idle */
function limbPose(motion: LimbMotion, seconds: number, gain: number): LimbPose {
  const angle = 2 * Math.PI * motion.frequencyHz * seconds + motion.phase;
  const axis: Vector = [Math.cos(motion.plane), 0, Math.sin(motion.plane)];
  const upper = aboutAxis(axis, gain * motion.amplitude * Math.sin(angle) - 0.2);
  const bend = 0.3 + gain * motion.bend * (1 + Math.sin(angle + 0.7)) * 0.5;
  return { upper, lower: multiply(upper, aboutAxis(axis, -bend)) };
}

export interface Pose {
  /** 20 joints in UTD-MHAD's order, metres. */
  readonly joints: readonly Vector[];
  /** Orientation of the right forearm, which carries the sensor. */
  readonly forearm: Rotation;
  readonly wrist: Vector;
}

function chain(
  from: Vector,
  pose: LimbPose,
  [upper, lower, end]: readonly [number, number, number],
  size: number,
): Vector[] {
  const middle = add(from, rotate(pose.upper, down), upper * size);
  const last = add(middle, rotate(pose.lower, down), lower * size);
  return [from, middle, last, add(last, rotate(pose.lower, down), end * size)];
}

/**
 * Forward kinematics.
 * @param size factor on all bones
 * @param wristGain factor on the motion of the right arm alone
 */
export function poseAt(motion: BodyMotion, seconds: number, size: number, wristGain: number): Pose {
  const poses = limbNames.map((limb) => limbPose(motion[limb], seconds, limb === 'rightArm' ? wristGain : 1));
  const spine = add(bodyAt, [0, 1, 0], lengths.spine * size);
  const shoulders = add(spine, [0, 1, 0], lengths.chest * size);
  const head = add(shoulders, [0, 1, 0], lengths.neck * size);
  const side = (from: Vector, width: number): Vector => add(from, [width * size, 0, 0]);
  const arm = [lengths.upperArm, lengths.forearm, lengths.hand] as const;
  const leg = [lengths.thigh, lengths.shin, lengths.foot] as const;
  const rightArm = chain(side(shoulders, lengths.shoulder), poses[1]!, arm, size);
  const joints = [
    head,
    shoulders,
    spine,
    bodyAt,
    ...chain(side(shoulders, -lengths.shoulder), poses[0]!, arm, size),
    ...rightArm,
    ...chain(side(bodyAt, -lengths.hip), poses[2]!, leg, size),
    ...chain(side(bodyAt, lengths.hip), poses[3]!, leg, size),
  ];
  return { joints, forearm: poses[1]!.lower, wrist: rightArm[2]! };
}
