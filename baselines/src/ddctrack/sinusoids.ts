/** Longest wave, in the unit of the values: below a quarter of it sine and cosine tell all values apart. */
const longest = 4;

/**
 * Sines and cosines of values in [0, 1], of wavelengths that fall geometrically from 4 to `shortest`: [values, width], each row of length √(width / 2).
 * Near values have similar rows, as learnt positions of a pretrained transformer do.
 * @param width even
 */
export function sinusoids(values: readonly number[], width: number, shortest: number): Float32Array {
  const waves = width / 2;
  const rows = new Float32Array(values.length * width);
  for (const [row, value] of values.entries())
    for (let wave = 0; wave < waves; wave++) {
      const angle = (2 * Math.PI * value) / (longest * (shortest / longest) ** (wave / Math.max(1, waves - 1)));
      rows[row * width + 2 * wave] = Math.sin(angle);
      rows[row * width + 2 * wave + 1] = Math.cos(angle);
    }
  return rows;
}
