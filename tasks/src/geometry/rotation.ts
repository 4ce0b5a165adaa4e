export type Vector = readonly [number, number, number];
/** Row-major rotation matrix. */
export type Rotation = readonly [Vector, Vector, Vector];

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
