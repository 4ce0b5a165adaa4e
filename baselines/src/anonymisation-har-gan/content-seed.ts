/**
 * A seed that follows from a window's values: noise drawn by it is the same whenever, and beside whatever else, the window is changed (FNV-1a over the bits).
 */
export function contentSeed(window: Float32Array): number {
  const bits = new Uint32Array(window.length);
  new Float32Array(bits.buffer).set(window);
  let hash = 0x811c9dc5;
  for (const word of bits) hash = Math.imul(hash ^ word ^ (word >>> 16), 0x01000193);
  return hash >>> 0;
}
