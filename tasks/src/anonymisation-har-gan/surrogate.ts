import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { aboutAxis, type Rotation, rotate, type Vector } from '../geometry/rotation.js';
import { motionFolder, motionHeader, motionSenseActivities } from './motion-sense.js';
import { channelCount } from './recording.js';

/** From the paper's card, fixed before the first training; every later change is listed in the README. */
const parameters = {
  subjects: 8,
  trials: 4,
  /** The last subjects have half the trials. */
  halfSubjects: 2,
  seconds: 16,
  sampleHz: 50,
  signature: {
    mountingDegrees: [10, 25],
    /** Constant offsets: gravity in g, angular rate in rad/s, acceleration in g. */
    offset: [0.03, 0.1, 0.05],
    amplitude: [0.8, 1.2],
    cadence: [0.93, 1.07],
    thirdHarmonic: [0.05, 0.25],
  },
  trialDegrees: 3,
  amplitudeJitter: 0.1,
  noise: { gravity: 0.01, motion: 0.1 },
} as const;

interface Activity {
  /** Hz; 0: still. */
  readonly frequency: number;
  /** Of gravity in the phone, before mounting. */
  readonly posture: Vector;
  readonly acceleration: Vector;
  readonly rate: Vector;
  readonly secondHarmonic: number;
}

const upright: Vector = [0, 0.98, 0.2];
const seated: Vector = [0.1, 0.25, -0.963];
const still = { frequency: 0, acceleration: [0, 0, 0], rate: [0, 0, 0], secondHarmonic: 0 } as const;

/** By the folders' names. */
const activities: Readonly<Record<(typeof motionSenseActivities)[number], Activity>> = {
  dws: { frequency: 1.4, posture: upright, acceleration: [0.2, 0.5, 0.35], rate: [1.4, 0.8, 0.6], secondHarmonic: 0.6 },
  ups: { frequency: 0.8, posture: upright, acceleration: [0.15, 0.3, 0.3], rate: [1.6, 0.6, 0.5], secondHarmonic: 0.4 },
  wlk: { frequency: 2, posture: upright, acceleration: [0.2, 0.4, 0.25], rate: [1.2, 0.9, 0.7], secondHarmonic: 0.3 },
  jog: { frequency: 2.6, posture: upright, acceleration: [0.5, 1.3, 0.6], rate: [2.2, 1.5, 1.2], secondHarmonic: 0.5 },
  sit: { ...still, posture: seated },
  std: { ...still, posture: upright },
};

interface Subject {
  readonly mounting: Rotation;
  readonly offset: readonly number[];
  readonly amplitude: number;
  readonly cadence: number;
  readonly third: { readonly weight: number; readonly phase: number };
}

function randomTurn(random: Random, degrees: number): Rotation {
  const axis: Vector = [random.normal(), random.normal(), random.normal()];
  const length = Math.hypot(...axis);
  return aboutAxis([axis[0] / length, axis[1] / length, axis[2] / length], (degrees * Math.PI) / 180);
}

function drawSubject(random: Random): Subject {
  const { mountingDegrees, offset, amplitude, cadence, thirdHarmonic } = parameters.signature;
  return {
    mounting: randomTurn(random, random.uniform(...mountingDegrees)),
    offset: Array.from({ length: channelCount }, (_, channel) => random.normal(0, offset[Math.floor(channel / 3)])),
    amplitude: random.uniform(...amplitude),
    cadence: random.uniform(...cadence),
    third: { weight: random.uniform(...thirdHarmonic), phase: random.uniform(0, 2 * Math.PI) },
  };
}

/** The movement at an angle of the fundamental, along one axis: −1 to 1, about. */
function wave(angle: number, axis: number, { secondHarmonic }: Activity, { third }: Subject): number {
  const shifted = angle + axis;
  return (
    Math.sin(shifted) + secondHarmonic * Math.sin(2 * shifted) + third.weight * Math.sin(3 * shifted + third.phase)
  );
}

/** Values of one trial, [steps, 9]. */
function trialOf(activity: Activity, subject: Subject, random: Random): Float64Array {
  const { seconds, sampleHz, trialDegrees, amplitudeJitter, noise } = parameters;
  const steps = seconds * sampleHz;
  const turn = randomTurn(random, random.uniform(0, trialDegrees));
  const intoPhone = (vector: Vector): Vector => rotate(turn, rotate(subject.mounting, vector));
  const phase = random.uniform(0, 2 * Math.PI);
  const gain = subject.amplitude * (1 + random.uniform(-amplitudeJitter, amplitudeJitter));
  const values = new Float64Array(steps * channelCount);
  for (let step = 0; step < steps; step++) {
    const angle = phase + (2 * Math.PI * activity.frequency * subject.cadence * step) / sampleHz;
    const moved = (amplitudes: Vector): Vector =>
      intoPhone(
        amplitudes.map((size, axis) => gain * size * wave(angle, axis, activity, subject)) as unknown as Vector,
      );
    const sway = activity.posture.map(
      (value, axis) => value + 0.1 * activity.rate[axis]! * Math.sin(angle + axis),
    ) as unknown as Vector;
    const row = [...intoPhone(sway), ...moved(activity.rate), ...moved(activity.acceleration)];
    for (const [channel, value] of row.entries())
      values[step * channelCount + channel] =
        value + subject.offset[channel]! + random.normal(0, channel < 3 ? noise.gravity : noise.motion);
  }
  return values;
}

/** A line of the official file: attitude follows from gravity; the heading is not modelled. */
function lineOf(step: number, row: Float64Array): string {
  const [x, y, z] = [row[0]!, row[1]!, row[2]!];
  const attitude = [Math.atan2(x, -z), Math.atan2(y, Math.hypot(x, z)), 0];
  return [step, ...[...attitude, ...row].map((value) => value.toFixed(4))].join(',');
}

function csvOf(values: Float64Array): string {
  const steps = values.length / channelCount;
  const lines = Array.from({ length: steps }, (_, step) =>
    lineOf(step, values.subarray(step * channelCount, (step + 1) * channelCount)),
  );
  return `${[motionHeader, ...lines].join('\n')}\n`;
}

const trialsOf = (subject: number): number =>
  subject >= parameters.subjects - parameters.halfSubjects ? parameters.trials / 2 : parameters.trials;

export const surrogateRecordings =
  motionSenseActivities.length *
  Array.from({ length: parameters.subjects }, (_, subject) => trialsOf(subject)).reduce((sum, trials) => sum + trials);

/** Ages, heights … as the official table has them; nothing depends on them. */
function subjectsTable(random: Random): string {
  const rows = Array.from({ length: parameters.subjects }, (_, subject) =>
    [subject + 1, 50 + random.integer(50), 160 + random.integer(30), 20 + random.integer(30), random.integer(2)].join(
      ',',
    ),
  );
  return `${['code,weight,height,age,gender', ...rows].join('\n')}\n`;
}

/**
 * People who walk, climb, jog, sit and stand, in MotionSense's layout. An activity sets posture, frequency, harmonics and amplitudes; a subject adds a turn of the
 * phone, offsets, an amplitude, a cadence and a third harmonic. The same seed gives the same bytes.
 */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const subjects = Array.from({ length: parameters.subjects }, (_, subject) =>
    drawSubject(randomOf(seed).fork(`subject ${subject}`)),
  );
  for (const activity of motionSenseActivities) {
    for (let trial = 1; trial <= parameters.trials; trial++) {
      const trialFolder = join(folder, motionFolder, `${activity}_${trial}`);
      await mkdir(trialFolder, { recursive: true });
      for (const [index, subject] of subjects.entries()) {
        if (trial > trialsOf(index)) continue;
        const random = randomOf(seed).fork(`${activity} ${trial} ${index}`);
        const csv = csvOf(trialOf(activities[activity], subject, random));
        await writeFile(join(trialFolder, `sub_${index + 1}.csv`), csv);
      }
    }
  }
  await writeFile(join(folder, 'data_subjects_info.csv'), subjectsTable(randomOf(seed).fork('table')));
}
