// FILL: files of the official data set.
export const splits = ['train', 'validation', 'test'] as const;
export type Split = (typeof splits)[number];

export function fileNames(split: Split): { readonly features: string; readonly labels: string } {
  return { features: `${split}_x.npy`, labels: `${split}_y.npy` };
}
