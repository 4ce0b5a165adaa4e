import { join } from 'node:path';

type ListName = 'train' | 'val' | 'test';

/** How a copy names its folders. Paths are relative to the data set's folder. */
export interface Layout {
  readonly list: (name: ListName) => string;
  readonly image: (name: string) => string;
  readonly labels: (name: string) => string;
  /** What several pictures are parts of; they are kept on one side of the split. */
  readonly photo: (name: string) => string;
  /** Classes that the labels may have; all of them are apples. */
  readonly classes: readonly number[];
}

/** The paper's folders for YOLOv5; ripeness as class. */
export const paperLayout: Layout = {
  list: (name) => join('ImageSets', `${name}.txt`),
  image: (name) => join('Images', `${name}.jpg`),
  labels: (name) => join('Labels', `${name}.txt`),
  photo: (name) => name,
  classes: [15, 16, 17, 19],
};

/** AppleBBCH81: crops of larger photographs, `DSC_1042_17kv1r2k_3` being crop 3 of `DSC_1042`. */
export const bbch81Layout: Layout = {
  list: (name) => join('sets', `${name}.txt`),
  image: (name) => join('data', 'images', `${name}.jpg`),
  labels: (name) => join('data', 'labels', `${name}.txt`),
  photo: (name) => name.split('_').slice(0, 2).join('_'),
  classes: [0],
};
