import { join } from 'node:path';

/** Of RegDB's ten random splits. */
export const trial = 1;

/** Which half of RegDB's people, in which modality. */
export type RegdbList = 'train_visible' | 'train_thermal' | 'test_visible' | 'test_thermal';

/** The lists and pictures of RegDB, and the arrays that the authors' code makes of SYSU-MM01. */
export const regdb = {
  root: 'RegDB',
  list: (name: RegdbList, number: number): string => join('RegDB', 'idx', `${name}_${number}.txt`),
} as const;

/** `train_rgb_resized_img.npy` [n, height, width, 3] of uint8 and the labels beside it, by modality. */
export const sysu = {
  images: (camera: 'rgb' | 'ir'): string => join('SYSU-MM01', `train_${camera}_resized_img.npy`),
  labels: (camera: 'rgb' | 'ir'): string => join('SYSU-MM01', `train_${camera}_resized_label.npy`),
} as const;
