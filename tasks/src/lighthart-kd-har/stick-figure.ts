import { aboutAxis, multiply, type Rotation, rotate, type Vector } from '../geometry/rotation.js';

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
