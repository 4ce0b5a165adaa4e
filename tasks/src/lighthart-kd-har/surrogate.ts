import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { aboutAxis, multiply, type Rotation, rotate, transpose, type Vector } from '../geometry/rotation.js';
import { writeMat5 } from './mat5-writer.js';
import { type BodyMotion, type LimbMotion, poseAt } from './stick-figure.js';

/** From the paper's card, fixed before the first training; every later change is listed in the README. */
const parameters = {
  actions: 8,
  subjects: 8,
  trials: 4,
  seconds: [3, 6],
  /** Share of a recording in which the sensed arm hardly moves. */
  idleShare: [0.3, 0.45],
  idleGain: 0.05,
  rampSeconds: 0.3,
  subjectSpread: { size: 0.1, speed: 0.12, amplitude: 0.15, mountingDegrees: 15 },
  trialWarp: 0.08,
  inertialHz: 50,
  skeletonHz: 30,
  noise: { acceleration: 0.4, angularRate: 0.08, skeleton: 0.015 },
} as const;

export const surrogateRecordings = parameters.actions * parameters.subjects * parameters.trials;

const gravity: Vector = [0, -9.81, 0];
const metresPerSecondSquaredPerG = 9.81;
const degreesPerRadian = 180 / Math.PI;
const still: LimbMotion = { amplitude: 0.03, frequencyHz: 0.4, phase: 0, plane: 0, bend: 0 };

/** The arm that carries the sensor: four motions, each shared by a pair of actions that differ little in it. */
const wristMotions: readonly LimbMotion[] = [
  { amplitude: 0.5, frequencyHz: 0.8, phase: 0, plane: 0, bend: 0.5 },
  { amplitude: 0.7, frequencyHz: 1.2, phase: 0, plane: 1.05, bend: 0.2 },
  { amplitude: 0.45, frequencyHz: 1.7, phase: 0, plane: 2.1, bend: 0.7 },
  { amplitude: 0.3, frequencyHz: 2.3, phase: 0, plane: 0.52, bend: 0.4 },
];

const swing = (amplitude: number, frequencyHz: number, plane: number): LimbMotion => ({
  amplitude,
  frequencyHz,
  phase: 0.8,
  plane,
  bend: 0.4,
});

/** What the rest of the body does, by action: this tells the two actions of a pair apart. */
const bodies: readonly Omit<BodyMotion, 'rightArm'>[] = [
  { leftArm: swing(0.8, 0.8, 0), leftLeg: still, rightLeg: still },
  { leftArm: still, leftLeg: swing(0.5, 0.8, 0), rightLeg: still },
  { leftArm: swing(0.8, 1.2, 1.57), leftLeg: still, rightLeg: swing(0.4, 1.2, 0) },
  { leftArm: still, leftLeg: still, rightLeg: swing(0.6, 1.2, 1.57) },
  { leftArm: swing(0.3, 1.7, 0), leftLeg: swing(0.4, 1.7, 0), rightLeg: swing(0.4, 1.7, 0) },
  { leftArm: swing(0.9, 0.85, 1.57), leftLeg: still, rightLeg: still },
  { leftArm: still, leftLeg: swing(0.5, 1.15, 1.57), rightLeg: still },
  { leftArm: swing(0.5, 2.3, 0.8), leftLeg: still, rightLeg: still },
];

interface Subject {
  readonly size: number;
  readonly speed: number;
  readonly amplitude: number;
  readonly mounting: Rotation;
}

function drawSubject(random: Random): Subject {
  const { size, speed, amplitude, mountingDegrees } = parameters.subjectSpread;
  const axis: Vector = [random.normal(), random.normal(), random.normal()];
  const length = Math.hypot(...axis);
  return {
    size: 1 + random.uniform(-size, size),
    speed: 1 + random.uniform(-speed, speed),
    amplitude: 1 + random.uniform(-amplitude, amplitude),
    mounting: aboutAxis(
      [axis[0] / length, axis[1] / length, axis[2] / length],
      random.uniform(0, mountingDegrees) / degreesPerRadian,
    ),
  };
}

function motionOf(action: number, subject: Subject, random: Random): BodyMotion {
  const second = action % 2 === 1;
  const wrist = wristMotions[Math.floor(action / 2)]!;
  const rightArm = second ? { ...wrist, amplitude: wrist.amplitude * 0.9, bend: wrist.bend + 0.1 } : wrist;
  const start = random.uniform(0, 2 * Math.PI);
  const speed = subject.speed * (1 + random.uniform(-parameters.trialWarp, parameters.trialWarp));
  const own = (limb: LimbMotion): LimbMotion => ({
    ...limb,
    amplitude: limb.amplitude * subject.amplitude,
    frequencyHz: limb.frequencyHz * speed,
    phase: limb.phase + start,
  });
  const body = bodies[action]!;
  return {
    rightArm: own(rightArm),
    leftArm: own(body.leftArm),
    leftLeg: own(body.leftLeg),
    rightLeg: own(body.rightLeg),
  };
}

/** Gain of the sensed arm over time: 1, and `idleGain` in one stretch with smooth edges. */
function drawIdle(seconds: number, random: Random): (at: number) => number {
  const share = random.uniform(...parameters.idleShare);
  const from = random.uniform(0, seconds * (1 - share));
  const to = from + seconds * share;
  const smooth = (x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * x));
  return (at) => {
    const inside = Math.min(
      smooth((at - from) / parameters.rampSeconds + 0.5),
      smooth((to - at) / parameters.rampSeconds + 0.5),
    );
    return 1 - inside * (1 - parameters.idleGain);
  };
}

interface Trial {
  readonly motion: BodyMotion;
  readonly subject: Subject;
  readonly seconds: number;
  readonly gain: (at: number) => number;
}

/** Column-major [20, 3, frames]. */
function skeletonOf({ motion, subject, seconds, gain }: Trial, random: Random): { frames: number; data: Float64Array } {
  const frames = Math.round(seconds * parameters.skeletonHz);
  const data = new Float64Array(frames * 60);
  for (let frame = 0; frame < frames; frame++) {
    const at = frame / parameters.skeletonHz;
    poseAt(motion, at, subject.size, gain(at)).joints.forEach((joint, index) => {
      for (let axis = 0; axis < 3; axis++)
        data[frame * 60 + axis * 20 + index] = joint[axis]! + random.normal(0, parameters.noise.skeleton);
    });
  }
  return { frames, data };
}

/** Specific force in m/s² and angular rate in rad/s in the sensor's frame, by central differences. */
function sense({ motion, subject, gain }: Trial, at: number): { force: Vector; rate: Vector } {
  const step = 0.005;
  const pose = (time: number) => poseAt(motion, time, subject.size, gain(time));
  const [before, now, after] = [pose(at - step), pose(at), pose(at + step)];
  const intoSensor = transpose(multiply(now.forearm, subject.mounting));
  const force = [0, 1, 2].map(
    (axis) => (after.wrist[axis]! - 2 * now.wrist[axis]! + before.wrist[axis]!) / step ** 2 - gravity[axis]!,
  );
  const turn = multiply(after.forearm, transpose(before.forearm));
  const rate = [turn[2][1] - turn[1][2], turn[0][2] - turn[2][0], turn[1][0] - turn[0][1]].map(
    (twice) => twice / 2 / (2 * step),
  );
  return { force: rotate(intoSensor, force as unknown as Vector), rate: rotate(intoSensor, rate as unknown as Vector) };
}

/** Column-major [samples, 6], g and degrees per second as in the official files. */
function inertialOf(trial: Trial, random: Random): { samples: number; data: Float64Array } {
  const samples = Math.round(trial.seconds * parameters.inertialHz);
  const data = new Float64Array(samples * 6);
  for (let sample = 0; sample < samples; sample++) {
    const { force, rate } = sense(trial, sample / parameters.inertialHz);
    for (let axis = 0; axis < 3; axis++) {
      data[axis * samples + sample] =
        (force[axis]! + random.normal(0, parameters.noise.acceleration)) / metresPerSecondSquaredPerG;
      data[(axis + 3) * samples + sample] =
        (rate[axis]! + random.normal(0, parameters.noise.angularRate)) * degreesPerRadian;
    }
  }
  return { samples, data };
}

async function writeTrial(folder: string, name: string, trial: Trial, random: Random): Promise<void> {
  const inertial = inertialOf(trial, random);
  const skeleton = skeletonOf(trial, random);
  const inertialFile = writeMat5({ name: 'd_iner', shape: [inertial.samples, 6], data: inertial.data });
  const skeletonFile = writeMat5({ name: 'd_skel', shape: [20, 3, skeleton.frames], data: skeleton.data });
  await writeFile(join(folder, 'Inertial', `${name}_inertial.mat`), inertialFile);
  await writeFile(join(folder, 'Skeleton', `${name}_skeleton.mat`), skeletonFile);
}

/**
 * A stick figure's actions in UTD-MHAD's layout. Actions 2k and 2k + 1 share the sensed arm's motion but for little; the rest of the body
 * differs, and moves on while the arm idles. The same seed gives the same bytes.
 */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  await mkdir(join(folder, 'Inertial'), { recursive: true });
  await mkdir(join(folder, 'Skeleton'), { recursive: true });
  for (let person = 1; person <= parameters.subjects; person++) {
    const subject = drawSubject(randomOf(seed).fork(`subject ${person}`));
    for (let action = 0; action < parameters.actions; action++) {
      for (let number = 1; number <= parameters.trials; number++) {
        const name = `a${action + 1}_s${person}_t${number}`;
        const random = randomOf(seed).fork(name);
        const motion = motionOf(action, subject, random);
        const seconds = random.uniform(...parameters.seconds);
        await writeTrial(folder, name, { motion, subject, seconds, gain: drawIdle(seconds, random) }, random);
      }
    }
  }
}
