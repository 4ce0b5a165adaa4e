declare module 'mat-for-js' {
  /** Variables of a MATLAB v5 file as nested arrays, row-major. @throws on anything that is no such file */
  export function read(bytes: ArrayBuffer): { header: string; data: Record<string, unknown> };
}
