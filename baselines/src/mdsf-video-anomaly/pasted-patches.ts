import type { Random } from '@paretoboard/sdk/random.js';

/** Ours, chosen before the first training: sides in pixels, pixels a frame, and units of the normalised pictures. */
const patches = { shortest: 3, longest: 14, fastest: 4, recolouring: 1, shareRecoloured: 0.5 };

interface Patch {
  readonly width: number;
  readonly height: number;
  readonly from: readonly [y: number, x: number];
  readonly to: readonly [y: number, x: number];
  /** Pixels a frame. */
  readonly speed: readonly [y: number, x: number];
  readonly brighter: number;
}

function drawPatch(height: number, width: number, random: Random): Patch {
  const side = (): number => patches.shortest + random.integer(patches.longest - patches.shortest + 1);
  const size = { height: side(), width: side() };
  const place = (): [number, number] => [random.integer(height - size.height), random.integer(width - size.width)];
  const velocity = (): number => random.uniform(-patches.fastest, patches.fastest);
  const isRecoloured = random.uniform() < patches.shareRecoloured;
  return {
    ...size,
    from: place(),
    to: place(),
    speed: [velocity(), velocity()],
    brighter: isRecoloured ? random.uniform(-patches.recolouring, patches.recolouring) : 0,
  };
}

/**
 * Pastes a piece of the picture `source` into one of `target`, in place, moving from frame to frame: both [height, width, channels], time as channels. The
 * piece stands where `to` says in the last frame.
 */
export function pastePatch(
  source: Float32Array,
  target: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  random: Random,
): void {
  const patch = drawPatch(height, width, random);
  for (let time = 0; time < channels; time++) {
    const before = channels - 1 - time;
    const [dy, dx] = patch.speed.map((speed) => Math.round(speed * before)) as [number, number];
    for (let y = 0; y < patch.height; y++) {
      for (let x = 0; x < patch.width; x++) {
        const [row, column] = [patch.to[0] + y - dy, patch.to[1] + x - dx];
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        const at = ((patch.from[0] + y) * width + patch.from[1] + x) * channels + time;
        target[(row * width + column) * channels + time] = source[at]! + patch.brighter;
      }
    }
  }
}
