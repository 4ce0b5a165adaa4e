import type { Random } from '@paretoboard/sdk/random.js';
import { blur } from './blur.js';
import { smoothField } from './smooth-field.js';

/** Voxels along z, y, x. */
export const size = [16, 24, 24] as const;

export const label = { background: 0, anterior: 1, posterior: 2 } as const;

/** Grey levels: three tissues, of which the first is also that of hippocampus, amygdala and decoy; fluid. */
const tissues = [70, 90, 110] as const;
const fluid = 25;
const contrast = tissues[2] - tissues[0];
/** Deviation of the noise, as a share of the contrast. */
const noise = 0.08;
/** Largest relative change by the receiving coil. */
const bias = 0.15;
/** Deviation of the blur that mixes tissues within a voxel, voxels. */
const partialVolume = 0.7;
const shift = 3;
const tilt = (15 * Math.PI) / 180;
/** The crescent: part of a circle about a point, voxels; its radius tapers from head to tail. */
const arc = { x: 8, y: 8, radius: 7.5, head: 3, tail: 1.5, bend: 1.5 } as const;
/** Of the crescent's centre line, voxels from the middle; the horn of the ventricle lies on it, and the decoy on the horn. */
const lowest = -3.6;
const hornRadius = 1.6;
/** Share of the length that is anterior. */
const anteriorShare = 0.4;
const samples = 24;

type Place = readonly [number, number, number];

/** A point of a centre line, and how thick the tube is there. */
interface Bead {
  readonly place: Place;
  readonly radius: number;
  /** Along the tube: 0 at the head, 1 at the tail. */
  readonly along: number;
}

/** A scene in voxels: grey levels and labels, x fastest. */
export interface HeadScene {
  readonly grey: Float32Array;
  readonly labels: Uint8Array;
}

/** Turns about the volume's middle and moves: the pose of one head. */
function drawPose(random: Random): (place: Place) => Place {
  const [a, b, c] = [0, 1, 2].map(() => random.uniform(-tilt, tilt)) as [number, number, number];
  const move = [0, 1, 2].map(() => random.uniform(-shift, shift)) as [number, number, number];
  const middle = [size[2] / 2, size[1] / 2, size[0] / 2] as const;
  return ([x, y, z]) => {
    let [u, v, w] = [x - middle[0], y - middle[1], z];
    [u, v] = [u * Math.cos(a) - v * Math.sin(a), u * Math.sin(a) + v * Math.cos(a)];
    [v, w] = [v * Math.cos(b) - w * Math.sin(b), v * Math.sin(b) + w * Math.cos(b)];
    [w, u] = [w * Math.cos(c) - u * Math.sin(c), w * Math.sin(c) + u * Math.cos(c)];
    return [u + middle[0] + move[0], v + middle[1] + move[1], w + middle[2] + move[2]];
  };
}

type Along = (along: number) => number;

/** Centre lines run one above the other. */
function tube(pose: (place: Place) => Place, bend: number, heightAt: Along, radiusAt: Along): Bead[] {
  return Array.from({ length: samples }, (_, index) => {
    const along = index / (samples - 1);
    const angle = (along * Math.PI) / 2;
    const [x, y] = [arc.x + arc.radius * Math.cos(angle), arc.y + arc.radius * Math.sin(angle)];
    const place = pose([x, y, heightAt(along) + bend * Math.sin(Math.PI * along)]);
    return { place, radius: radiusAt(along), along };
  });
}

/** Where beads lie in the volume: for each voxel how far along the tube the bead is in whose ball it lies deepest; −1 outside of all. */
function paint(beads: readonly Bead[]): Float32Array {
  const [depth, height, width] = size;
  const along = new Float32Array(depth * height * width).fill(-1);
  const deepest = new Float32Array(along.length);
  const range = (centre: number, radius: number, length: number): [number, number] => [
    Math.max(0, Math.ceil(centre - radius)),
    Math.min(length - 1, Math.floor(centre + radius)),
  ];
  for (const bead of beads) {
    const { place, radius } = bead;
    const [bx, by, bz] = place;
    const [fromX, toX] = range(bx, radius, width);
    const [fromY, toY] = range(by, radius, height);
    const [fromZ, toZ] = range(bz, radius, depth);
    for (let z = fromZ; z <= toZ; z++) {
      for (let y = fromY; y <= toY; y++) {
        for (let x = fromX; x <= toX; x++) {
          const within = radius - Math.sqrt((x - bx) ** 2 + (y - by) ** 2 + (z - bz) ** 2);
          const voxel = (z * height + y) * width + x;
          if (within <= deepest[voxel]!) continue;
          deepest[voxel] = within;
          along[voxel] = bead.along;
        }
      }
    }
  }
  return along;
}

function greyOfTissue(field: number): number {
  if (field < -0.25) return tissues[0];
  return field < 0.25 ? tissues[1] : tissues[2];
}

/**
 * One head, cropped: a dark horn of the ventricle, under it a crescent (the hippocampus), above it a tube of the same look, and a blob of the same grey level that
 * touches the crescent's head (the amygdala), in tissue of three grey levels.
 */
export function drawHead(random: Random): HeadScene {
  const pose = drawPose(random);
  const bend = random.uniform(-arc.bend, arc.bend);
  const tapered: Along = (along) => arc.head + (arc.tail - arc.head) * along;
  const hornAt: Along = (along) => lowest + tapered(along) + hornRadius;
  const decoyAt: Along = (along) => hornAt(along) + hornRadius + tapered(along);
  const hippocampus = paint(tube(pose, bend, () => lowest, tapered));
  const ventricle = paint(tube(pose, bend, hornAt, () => hornRadius));
  const decoy = paint(tube(pose, bend, decoyAt, tapered));
  const blob = random.uniform(2.4, 3.2);
  const place = pose([arc.x + arc.radius, arc.y - arc.head - 0.6 * blob, lowest]);
  const amygdala = paint([{ place, radius: blob, along: 0 }]);
  const [tissue, coil] = [smoothField(random, 9), smoothField(random, 24)];
  const [depth, height, width] = size;
  const sharp = new Float64Array(depth * height * width);
  const gain = new Float64Array(sharp.length);
  const labels = new Uint8Array(sharp.length);
  let voxel = 0;
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, voxel++) {
        const along = hippocampus[voxel]!;
        const isTarget = along >= 0;
        if (isTarget) labels[voxel] = along < anteriorShare ? label.anterior : label.posterior;
        const isFluid = !isTarget && ventricle[voxel]! >= 0;
        const isGrey = isTarget || decoy[voxel]! >= 0 || amygdala[voxel]! >= 0;
        sharp[voxel] = isFluid ? fluid : isGrey ? tissues[0] : greyOfTissue(tissue(x, y, z));
        gain[voxel] = 1 + bias * coil(x, y, z);
      }
    }
  }
  const mixed = blur(sharp, size, partialVolume);
  const grey = Float32Array.from(mixed, (value, at) =>
    Math.max(0, Math.round(value * gain[at]! + random.normal(0, noise * contrast))),
  );
  return { grey, labels };
}
